namespace ActiveShift.Tests.Interop;

/// <summary>A symbol of an object file.</summary>
internal sealed record ElfSymbol(string Name, ElfBinding Binding, ElfSymbolType Type);

/// <summary>Who sees a symbol; of several weak or unique ones of a name the linker keeps one for all.</summary>
internal enum ElfBinding
{
    Local = 0,
    Global = 1,
    Weak = 2,
    Unique = 10,
}

/// <summary>What a symbol stands for.</summary>
internal enum ElfSymbolType
{
    None = 0,
    Data = 1,
    Function = 2,
}
