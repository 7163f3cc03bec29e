using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ChatOps.Core.Recovery;

/// <summary>
/// A text with facts in it: <c>http://{{ targets.host }}/health</c>. Filled in once, left to right: what a fact holds is data and is never read
/// as a template again. There is nothing else to it: no call, no loop, no default.
/// </summary>
public sealed class Template
{
    private readonly IReadOnlyList<Part> _parts;

    private Template(IReadOnlyList<Part> parts) => _parts = parts;

    /// <summary>The facts it needs, in order.</summary>
    public IEnumerable<FactPath> Facts => _parts.Select(part => part.Fact).OfType<FactPath>();

    /// <summary>The text, when there is no fact in it; else null.</summary>
    public string? Plain => _parts is [] ? "" : _parts is [{ Fact: null } only] ? only.Text : null;

    /// <summary>Reads a template.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Template? template, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<Part> parts = [];
        (template, problem) = (null, null);
        var at = 0;
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is var open and >= 0)
        {
            var close = text.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0)
            {
                problem = "\"{{\" is never closed; allowed: {{ NAME }}";
                return false;
            }

            var name = text[(open + 2)..close].Trim();
            if (FactPath.Parse(name) is not { } fact)
            {
                problem = $"\"{{{{ {(name.Length > 60 ? name[..60] + "…" : name)} }}}}\" names no fact; allowed: {FactPath.Allowed}";
                return false;
            }

            if (open > at) parts.Add(new(text[at..open], null));
            parts.Add(new("", fact));
            at = close + 2;
        }

        if (at < text.Length) parts.Add(new(text[at..], null));
        template = new(parts);
        return true;
    }

    /// <summary>Fills the facts in.</summary>
    /// <param name="valueOf">A fact's value, or null when there is none.</param>
    /// <param name="insert">How a fact's value is written, given what stands before it.</param>
    /// <param name="missing">The first fact that has no value.</param>
    /// <returns>The text, or null when a fact is missing.</returns>
    public string? Fill(Func<FactPath, string?> valueOf, Func<FactPath, string, string, string> insert, out FactPath? missing)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        ArgumentNullException.ThrowIfNull(insert);
        var text = new StringBuilder();
        missing = null;
        foreach (var part in _parts)
        {
            if (part.Fact is null)
            {
                text.Append(part.Text);
            }
            else if (valueOf(part.Fact) is { Length: > 0 } value)
            {
                text.Append(insert(part.Fact, text.ToString(), value));
            }
            else
            {
                missing = part.Fact;
                return null;
            }
        }

        return text.ToString();
    }

    private sealed record Part(string Text, FactPath? Fact);
}

/// <summary>An argument of a step, with its templates.</summary>
public abstract record ArgumentTemplate
{
    private ArgumentTemplate()
    {
    }

    /// <summary>All templates in it.</summary>
    public abstract IEnumerable<Template> Templates { get; }

    /// <summary>One text.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(Template Value) : ArgumentTemplate
    {
        /// <inheritdoc/>
        public override IEnumerable<Template> Templates => [Value];
    }

    /// <summary>A list of texts.</summary>
    /// <param name="Items">The texts.</param>
    public sealed record List(IReadOnlyList<Template> Items) : ArgumentTemplate
    {
        /// <inheritdoc/>
        public override IEnumerable<Template> Templates => Items;
    }

    /// <summary>Names with a text each.</summary>
    /// <param name="Items">In the order they were written.</param>
    public sealed record Map(IReadOnlyList<KeyValuePair<string, Template>> Items) : ArgumentTemplate
    {
        /// <inheritdoc/>
        public override IEnumerable<Template> Templates => Items.Select(item => item.Value);
    }
}
