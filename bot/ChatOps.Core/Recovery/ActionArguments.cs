using System.Globalization;

namespace ChatOps.Core.Recovery;

/// <summary>A step's arguments as plain data. The typed readers expect what <see cref="ArgumentCheck"/> has let through.</summary>
/// <param name="Values">Each argument that is given, by name.</param>
public sealed record ActionArguments(IReadOnlyDictionary<string, ArgumentValue> Values)
{
    /// <summary>Makes a set of texts, for code that names them.</summary>
    public static ActionArguments Of(params ReadOnlySpan<(string Name, string Value)> texts)
    {
        var all = new Dictionary<string, ArgumentValue>(StringComparer.Ordinal);
        foreach (var (name, value) in texts) all[name] = new ArgumentValue.Text(value);
        return new(all);
    }

    /// <summary>The same arguments and this one.</summary>
    public ActionArguments With(string name, ArgumentValue value) =>
        new(new Dictionary<string, ArgumentValue>(Values, StringComparer.Ordinal) { [name] = value });

    /// <summary>Whether the argument is given and its template is not filled in yet: the readers give nothing for it.</summary>
    public bool IsOpen(string name) => Values.GetValueOrDefault(name) is ArgumentValue.Open;

    /// <summary>The text, or null.</summary>
    public string? Text(string name) => (Values.GetValueOrDefault(name) as ArgumentValue.Text)?.Value;

    /// <summary>The list; a single text is a list of one; empty when it is not given.</summary>
    public IReadOnlyList<string> List(string name) => Values.GetValueOrDefault(name) switch
    {
        ArgumentValue.List list => list.Items,
        ArgumentValue.Text text => [text.Value],
        _ => [],
    };

    /// <summary>The names with their texts, in the order they were written; empty when it is not given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Map(string name) => (Values.GetValueOrDefault(name) as ArgumentValue.Map)?.Items ?? [];

    /// <summary>The whole number, or null.</summary>
    public int? Count(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The number, or null.</summary>
    public double? Number(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>The duration, or null.</summary>
    public TimeSpan? Duration(string name) => StepDuration.TryParse(Text(name), out var value) ? value : null;

    /// <summary>Whether it is <c>true</c>.</summary>
    public bool Boolean(string name) => Text(name) == "true";
}

/// <summary>One argument's value.</summary>
public abstract record ArgumentValue
{
    private ArgumentValue()
    {
    }

    /// <summary>One text.</summary>
    /// <param name="Value">The text, as it is.</param>
    public sealed record Text(string Value) : ArgumentValue;

    /// <summary>A list of texts.</summary>
    /// <param name="Items">The texts, as they are.</param>
    public sealed record List(IReadOnlyList<string> Items) : ArgumentValue;

    /// <summary>Names with a text each.</summary>
    /// <param name="Items">In the order they were written.</param>
    public sealed record Map(IReadOnlyList<KeyValuePair<string, string>> Items) : ArgumentValue;

    /// <summary>Given, and a template in it is not filled in yet.</summary>
    public sealed record Open : ArgumentValue;
}
