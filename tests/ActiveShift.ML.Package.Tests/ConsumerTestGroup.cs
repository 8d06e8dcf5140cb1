namespace ActiveShift.ML.Package.Tests;

/// <summary>The tests of the programs, one after the other: they build in the same folders.</summary>
[CollectionDefinition]
public class ConsumerTestGroup : ICollectionFixture<ConsumerPrograms>;
