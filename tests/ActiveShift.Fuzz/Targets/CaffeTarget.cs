using ActiveShift.Fuzz.Mutation;
using ActiveShift.Tests.Shared.Caffe;

namespace ActiveShift.Fuzz.Targets;

internal sealed class CaffeTarget : FuzzTarget
{
    public override IEnumerable<byte[]> Seeds() =>
        Enum.GetValues<BlobForm>().Select(form => new TinyCaffeModel().Encode(form));

    public override byte[] Alter(byte[] input, byte[] other, Random random) =>
        ProtobufMutation.Alter(input, other, random);

    public override void Read(byte[] input) => ActiveShiftModels.LoadCaffe(new MemoryStream(input, writable: false));
}
