using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BatchScoring.Scoring;
using Microsoft.ML.Data;

namespace BatchScoring.Tests.Scoring;

public sealed class EncodedImagesTests
{
    [Fact]
    public void An_image_is_given_away_and_not_copied_and_leaves_no_buffer_of_its_size_behind()
    {
        byte[][] images = [new byte[1000], [1, 2, 3], []];
        var data = new EncodedImages("Image", images);
        using var cursor = data.GetRowCursor(data.Schema);
        var get = cursor.GetGetter<VBuffer<byte>>(data.Schema["Image"]);
        VBuffer<byte> value = default;
        foreach (byte[] image in images)
        {
            Assert.True(cursor.MoveNext());
            get(ref value);
            Assert.True(value.IsDense);
            Assert.Equal(image, value.DenseValues());
            ref byte first = ref MemoryMarshal.GetReference(value.GetValues());
            Assert.True(image.Length == 0 || Unsafe.AreSame(ref image[0], ref first));
        }
        Assert.False(cursor.MoveNext());
    }
}
