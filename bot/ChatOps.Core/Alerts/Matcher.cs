using System.Diagnostics.CodeAnalysis;

namespace ChatOps.Core.Alerts;

/// <summary>
/// One condition on one label, in Alertmanager's syntax: <c>severity=~"warning|critical"</c>. On a label that is missing it sees the empty text,
/// so <c>team!="x"</c> and <c>team=~".*"</c> hold for alerts without <c>team</c>.
/// </summary>
public sealed class Matcher : IEquatable<Matcher>
{
    private readonly LabelRegex? _regex;

    /// <summary>Makes a matcher.</summary>
    /// <param name="name">The label's name; any text but the empty one.</param>
    /// <param name="op">How it compares.</param>
    /// <param name="value">The text or regular expression it compares with; may be empty.</param>
    /// <exception cref="FormatException">The name is empty, or the regular expression cannot be used; the message says why.</exception>
    public Matcher(string name, MatchOperator op, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (name.Length == 0) throw new FormatException("A matcher needs the name of a label before its operator, as in alertname=\"TargetDown\".");
        Name = name;
        Operator = op;
        Value = value;
        if (IsRegex) _regex = new LabelRegex(value);
    }

    /// <summary>The label's name.</summary>
    public string Name { get; }

    /// <summary>How it compares.</summary>
    public MatchOperator Operator { get; }

    /// <summary>What it compares with.</summary>
    public string Value { get; }

    /// <summary>True for <c>=~</c> and <c>!~</c>.</summary>
    public bool IsRegex => Operator is MatchOperator.Fits or MatchOperator.FitsNot;

    /// <summary>True for <c>=</c> and <c>=~</c>.</summary>
    public bool IsPositive => Operator is MatchOperator.Equal or MatchOperator.Fits;

    /// <summary>
    /// Reads one matcher: Alertmanager's classic syntax (<c>name="value"</c>, quotes optional), and where that does not fit its UTF-8 syntax
    /// (<c>"any name"="value"</c>). Braces belong to lists and are refused.
    /// </summary>
    /// <exception cref="FormatException">It is none; the message says what stands there and what is allowed.</exception>
    public static Matcher Parse(string text) => MatcherSyntax.One(text);

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Matcher? matcher, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            (matcher, problem) = (Parse(text), null);
            return true;
        }
        catch (FormatException exception)
        {
            (matcher, problem) = (null, exception.Message);
            return false;
        }
    }

    /// <summary>Whether the condition holds for these labels.</summary>
    public bool Matches(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Accepts(labels.Get(Name));
    }

    /// <summary>Whether the condition holds for a label of this value; the empty text stands for a missing label.</summary>
    public bool Accepts(string value) => Operator switch
    {
        MatchOperator.Equal => string.Equals(value, Value, StringComparison.Ordinal),
        MatchOperator.NotEqual => !string.Equals(value, Value, StringComparison.Ordinal),
        MatchOperator.Fits => _regex!.Fits(value) == true,
        _ => _regex!.Fits(value) == false,
    };

    /// <inheritdoc/>
    public bool Equals(Matcher? other) => other is not null && Name == other.Name && Operator == other.Operator && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Matcher);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Operator, Value);

    /// <summary>The matcher as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => MatcherSyntax.Write(this);
}
