namespace ChatOps.Core.Alerts;

/// <summary>How a <see cref="Matcher"/> compares.</summary>
public enum MatchOperator
{
    /// <summary><c>=</c>: the value is this text.</summary>
    Equal,

    /// <summary><c>!=</c>: the value is another text.</summary>
    NotEqual,

    /// <summary><c>=~</c>: the whole value fits this regular expression.</summary>
    Fits,

    /// <summary><c>!~</c>: the whole value does not fit this regular expression.</summary>
    FitsNot,
}
