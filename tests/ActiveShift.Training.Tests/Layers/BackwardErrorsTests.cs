using System.Runtime.InteropServices;
using ActiveShift.Interop;
using ActiveShift.Tests.Cuda.Launch;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Layers;

/// <remarks>Without care an exception in a backward function ends the process, and these tests with it.</remarks>
public class BackwardErrorsTests
{
    [Fact]
    public void Exception_of_a_backward_function_comes_out_of_the_backward_pass()
    {
        using var scope = NewDisposeScope();
        var (x, alpha, beta) = (rand(2, 3, 5, 5).requires_grad_(), rand(3).requires_grad_(), rand(3).requires_grad_());
        var shifted = ActiveShiftOperator.Apply(x, alpha, beta);
        var loss = ActiveShiftOperator.Apply(Failing.apply(shifted, "of no memory"), alpha, beta).sum();

        var error = Assert.Throws<InsufficientMemoryException>(() => ActiveShiftOperator.Backward(loss));

        Assert.Equal("of no memory", error.Message);
        Assert.Null(x.grad);
    }

    [Fact]
    public void The_next_backward_pass_knows_nothing_of_it()
    {
        using var scope = NewDisposeScope();
        var x = rand(2, 3, 5, 5).requires_grad_();
        Assert.Throws<InsufficientMemoryException>(() => ActiveShiftOperator.Backward(Failing.apply(x, "").sum()));

        var twice = rand(4).requires_grad_();
        var loss = twice.square().sum();
        ActiveShiftOperator.Backward(loss);
        Assert.NotNull(twice.grad);
        // Torch's own error, as the graph is gone, is torch's own.
        Assert.Throws<ExternalException>(() => ActiveShiftOperator.Backward(loss));
    }

    [Fact]
    public void Torchs_own_backward_ends_with_an_error_of_torchs()
    {
        using var scope = NewDisposeScope();
        var x = rand(2, 3, 5, 5).requires_grad_();
        var error = Assert.Throws<ExternalException>(() => Failing.apply(x, "").sum().backward());
        Assert.Contains("invalid gradient", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_thread_gets_its_own()
    {
        var seen = new string[8];
        Parallel.For(0, seen.Length, new ParallelOptions { MaxDegreeOfParallelism = seen.Length }, i =>
        {
            using var scope = NewDisposeScope();
            var loss = Failing.apply(rand(1, 2, 4, 4).requires_grad_(), $"{i}").sum();
            seen[i] = Assert.Throws<InsufficientMemoryException>(() => ActiveShiftOperator.Backward(loss)).Message;
        });
        Assert.Equal(Enumerable.Range(0, seen.Length).Select(i => $"{i}"), seen);
    }

    public static TheoryData<string> Functions =>
    [
        nameof(ActiveShiftFunction), nameof(ActiveShiftCudaFunction), nameof(BatchNormFunction), nameof(NormalizedShiftFunction), nameof(PointwiseFunction),
    ];

    /// <summary>What torch throws where a saved tensor was changed since it throws inside of the backward function.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void Change_of_an_input_between_forward_and_backward_is_an_error(string function)
    {
        Assert.SkipUnless(NativeShift.IsAvailable, "There is no native library.");
        using var driver = function == nameof(ActiveShiftCudaFunction) ? new StandInDriver() : null;
        using var scope = NewDisposeScope();
        var x = rand(2, 3, 5, 5).requires_grad_();
        var loss = Apply(function, x).sum();
        using (no_grad())
            x.add_(1);

        var error = Assert.Throws<ExternalException>(() => ActiveShiftOperator.Backward(loss));

        Assert.Contains("modified by an inplace operation", error.Message, StringComparison.Ordinal);
        Assert.Null(x.grad);
    }

    [Fact]
    public void Every_torch_function_of_the_library_has_this_care()
    {
        var functions = typeof(ActiveShiftOperator).Assembly.GetTypes().Where(type => !type.IsAbstract && Bases(type).Any(IsFunction)).ToList();
        Assert.Equal(Functions.Select(row => row.Data).Order(), functions.Select(type => type.Name).Order());
        Assert.All(functions, type => Assert.Contains(Bases(type), parent => parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(LayerFunction<>)));

        static bool IsFunction(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(autograd.Function<>);

        static IEnumerable<Type> Bases(Type type)
        {
            for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
                yield return parent;
        }
    }

    private static Tensor Apply(string function, Tensor x)
    {
        var (alpha, beta) = (rand(3), rand(3));
        var channels = new BatchNormChannels(ones(3), zeros(3), zeros(3), ones(3));
        return function switch
        {
            nameof(ActiveShiftFunction) => ActiveShiftFunction.Apply(x, alpha, beta, 1),
            nameof(ActiveShiftCudaFunction) => ActiveShiftCudaFunction.Apply(x, alpha, beta, 1),
            nameof(BatchNormFunction) => BatchNormFunction.Apply(x, channels, training: true),
            nameof(NormalizedShiftFunction) => NormalizedShiftFunction.Apply(x, channels, new ChannelShifts(alpha, beta, 1), training: true),
            nameof(PointwiseFunction) => PointwiseFunction.Apply(x, rand(4, 3, 1, 1)),
            _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
        };
    }

    /// <summary>Gives its input, and fails on the way back.</summary>
    private sealed class Failing : LayerFunction<Failing>
    {
        protected override Tensor Compute(autograd.AutogradContext context, object[] inputs)
        {
            context.save_data("message", inputs[1]);
            return ((Tensor)inputs[0]).clone();
        }

        protected override List<Tensor> Differentiate(autograd.AutogradContext context, Tensor gradY) =>
            throw new InsufficientMemoryException((string)context.get_data("message"));
    }
}
