using Microsoft.ML;

namespace ActiveShift.ML.Tests.Contract;

/// <summary>A row mapper has the schemas of its transformer, and the very input schema that it was made for.</summary>
internal static class MapperContract
{
    public static void Check(ITransformer transformer, IDataView data)
    {
        Assert.True(transformer.IsRowToRowMapper);
        var mapper = transformer.GetRowToRowMapper(data.Schema);
        Assert.Same(data.Schema, mapper.InputSchema);
        SchemaContract.AreEqual(transformer.GetOutputSchema(data.Schema), mapper.OutputSchema);
        foreach (var column in mapper.OutputSchema)
        {
            var needed = mapper.GetDependencies([column]).ToArray();
            Assert.NotEmpty(needed);
            Assert.All(needed, c => Assert.Equal(data.Schema[c.Index].Name, c.Name));
        }
    }
}
