using System.Runtime.ExceptionServices;

namespace ActiveShift.Training;

/// <summary>Gives the batches of an epoch, each assembled in the background while the one before it is used.</summary>
internal sealed class BatchLoader(IImageSet images, ImageSize size, int batchSize, int threads, BatchPlacement placement) : IDisposable
{
    private readonly BatchPlan _plan = new(images.Count, batchSize);
    private ImageBatch[]? _buffers;

    public int Batches => _plan.Batches;

    /// <summary>The batches; each is good until the next one is asked for.</summary>
    /// <param name="order">Indices of all images, in the order in which they come.</param>
    /// <param name="augmentation">What is done to each image.</param>
    /// <param name="seed">Seed of the augmentation.</param>
    /// <param name="first">How many batches to leave out at the start.</param>
    public IEnumerable<ImageBatch> Load(ReadOnlyMemory<int> order, Augmentation augmentation, long seed, int first = 0)
    {
        _buffers ??= [new ImageBatch(_plan.Largest, size, placement), new ImageBatch(_plan.Largest, size, placement)];
        Task<ImageBatch>? next = first < Batches ? Start(first) : null;
        try
        {
            for (int b = first; b < Batches; b++)
            {
                var batch = Wait(next!);
                next = b + 1 < Batches ? Start(b + 1) : null;
                yield return batch;
            }
        }
        finally
        {
            // Whoever stops early must not find a thread still reading the images.
            if (next is not null)
                ((IAsyncResult)next).AsyncWaitHandle.WaitOne();
        }

        Task<ImageBatch> Start(int b) => Task.Run(() =>
        {
            var buffer = _buffers[b % 2];
            buffer.Fill(images, order[_plan[b]], augmentation, seed, threads);
            return buffer;
        });
    }

    /// <summary>Gives the buffers back; to be called when no batch is being loaded.</summary>
    public void Dispose()
    {
        foreach (var buffer in _buffers ?? [])
            buffer.Dispose();
    }

    /// <summary>Throws what the image set threw, not what the threads wrapped it in.</summary>
    private static ImageBatch Wait(Task<ImageBatch> task)
    {
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
            throw;
        }
    }
}
