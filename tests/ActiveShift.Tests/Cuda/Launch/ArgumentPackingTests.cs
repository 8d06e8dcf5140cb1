using ActiveShift.Interop;

namespace ActiveShift.Tests.Cuda.Launch;

[Collection(CudaDriverTests.Name)]
public sealed class ArgumentPackingTests
{
    public static TheoryData<int, int> ElementsAndLayouts => new MatrixTheoryData<int, int>([0, 1, 2], [0, 1]);

    [Theory]
    [MemberData(nameof(ElementsAndLayouts))]
    public void Forward_launches_its_plan_with_every_field_in_its_place(int element, int layout)
    {
        using var driver = new StandInDriver();
        var shape = LaunchCase.Shape with { Element = (CudaElement)element, Layout = (CudaLayout)layout };

        NativeCuda.Forward(shape, LaunchCase.Tensors);

        var arguments = LaunchCase.Forward(shape);
        AssertLaunched(driver.Launches, (PlanLibrary.Forward(LaunchCase.Problem(shape), arguments), arguments));
    }

    [Theory]
    [MemberData(nameof(ElementsAndLayouts))]
    public void Backward_launches_both_plans_with_every_field_in_its_place(int element, int layout)
    {
        using var driver = new StandInDriver();
        var shape = LaunchCase.Shape with { Element = (CudaElement)element, Layout = (CudaLayout)layout };

        NativeCuda.Backward(shape, LaunchCase.WithWorkspace(shape));

        var arguments = LaunchCase.Backward(shape);
        AssertLaunched(
            driver.Launches,
            (PlanLibrary.InputGradient(LaunchCase.Problem(shape), arguments), arguments),
            (PlanLibrary.ShiftGradient(LaunchCase.Problem(shape), arguments), arguments));
    }

    [Fact]
    public void A_gradient_that_is_not_wanted_is_not_launched()
    {
        using var driver = new StandInDriver();
        var shape = LaunchCase.Shape;

        NativeCuda.Backward(shape, LaunchCase.Tensors with { GradAlpha = 0, GradBeta = 0 });
        var withoutShifts = LaunchCase.Backward(shape) with { GradAlpha = 0, GradBeta = 0, Partial = 0 };
        AssertLaunched(driver.Launches, (PlanLibrary.InputGradient(LaunchCase.Problem(shape), withoutShifts), withoutShifts));

        using var second = new StandInDriver();
        NativeCuda.Backward(shape, LaunchCase.WithWorkspace(shape) with { GradX = 0 });
        var withoutInput = LaunchCase.Backward(shape) with { GradX = 0 };
        AssertLaunched(second.Launches, (PlanLibrary.ShiftGradient(LaunchCase.Problem(shape), withoutInput), withoutInput));
    }

    [Fact]
    public void The_workspace_is_the_plans()
    {
        using var driver = new StandInDriver();
        var plan = PlanLibrary.ShiftGradient(LaunchCase.Problem(LaunchCase.Shape), LaunchCase.Backward(LaunchCase.Shape) with { Partial = 0 });

        Assert.Equal((long)plan.WorkspaceBytes, NativeCuda.WorkspaceBytes(LaunchCase.Shape, LaunchCase.Tensors));
        Assert.Equal(0, NativeCuda.WorkspaceBytes(LaunchCase.Shape, LaunchCase.Tensors with { GradAlpha = 0, GradBeta = 0 }));
        Assert.Empty(driver.Launches);
    }

    [Fact]
    public void A_device_is_the_one_of_its_number_and_the_thread_gets_its_own_context_back()
    {
        using var driver = new StandInDriver(devices: 3);

        NativeCuda.Forward(LaunchCase.Shape with { Device = 2 }, LaunchCase.Tensors);
        NativeCuda.Forward(LaunchCase.Shape with { Device = 1 }, LaunchCase.Tensors);

        Assert.Equal([2, 1], driver.Launches.Select(launch => launch.Device));
        Assert.Equal(driver.Calls("cuCtxPushCurrent_v2"), driver.Calls("cuCtxPopCurrent_v2"));
        Assert.All(driver.Launches, launch => Assert.Equal(0, launch.Stream));
    }

    private static void AssertLaunched(IReadOnlyList<LaunchRecord> launches, params (KernelPlan Plan, KernelArguments Arguments)[] expected)
    {
        int at = 0;
        foreach (var (plan, arguments) in expected)
        {
            Assert.InRange(plan.Count, 1, 3);
            for (int i = 0; i < plan.Count; i++)
            {
                var planned = plan.Launch[i];
                var seen = launches[at++];
                Assert.Equal((planned.Name, planned.Grid, planned.Block, planned.SharedBytes), (seen.Name, seen.Grid, seen.Block, seen.SharedBytes));
                Assert.Equal(arguments with { Splits = plan.Splits }, seen.Arguments);
                Assert.Equal((0, (nint)0), (seen.Device, seen.Stream));
            }
        }
        Assert.Equal(at, launches.Count);
    }
}
