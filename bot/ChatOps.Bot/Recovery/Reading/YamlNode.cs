namespace ChatOps.Bot.Recovery.Reading;

/// <summary>A piece of a YAML file, with its place.</summary>
/// <param name="Line">1 and up.</param>
/// <param name="Column">1 and up.</param>
internal abstract record YamlNode(long Line, long Column)
{
    /// <summary>What stands there, for mistakes.</summary>
    public abstract string Shown { get; }
}

/// <summary>A text. All scalars are texts here: what a key means, not how it looks, says what it is read as.</summary>
internal sealed record YamlText(long Line, long Column, string Value) : YamlNode(Line, Column)
{
    public override string Shown => Value.Length == 0 ? "nothing" : Value.Length > 60 ? $"\"{Value[..60]}…\"" : $"\"{Value}\"";
}

/// <summary>A list.</summary>
internal sealed record YamlList(long Line, long Column, IReadOnlyList<YamlNode> Items) : YamlNode(Line, Column)
{
    public override string Shown => "a list";
}

/// <summary>Names with something each, in the order of the file; a name stands once.</summary>
internal sealed record YamlMap(long Line, long Column, IReadOnlyList<KeyValuePair<YamlText, YamlNode>> Entries) : YamlNode(Line, Column)
{
    public override string Shown => "names with values";
}
