namespace ChatOps.Core.Recovery;

/// <summary>What an action says of one of its arguments.</summary>
/// <param name="Name">Its name, as a step writes it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Says">What it is for, a sentence for the reference and for editors.</param>
/// <param name="Required">Whether a step must give it.</param>
/// <param name="Choices">For <see cref="ArgumentKind.Choice"/>: the words that are allowed.</param>
/// <param name="Fixed">Whether it must be written out: a template in it is a mistake.</param>
public sealed record ArgumentRule(
    string Name,
    ArgumentKind Kind,
    string Says,
    bool Required = false,
    IReadOnlyList<string>? Choices = null,
    bool Fixed = false);

/// <summary>What an argument holds.</summary>
public enum ArgumentKind
{
    /// <summary>Any text that is not empty.</summary>
    Text,

    /// <summary>A whole number that is not negative.</summary>
    Count,

    /// <summary>A number, with a decimal point.</summary>
    Number,

    /// <summary>A duration above zero: <c>500ms</c>, <c>5s</c>, <c>1m30s</c>, <c>2h</c>.</summary>
    Duration,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>One of the words that the rule lists.</summary>
    Choice,

    /// <summary>A list of texts; one text alone is a list of one.</summary>
    List,

    /// <summary>Names with a text each.</summary>
    Map,
}

/// <summary>Something that is wrong with an argument.</summary>
/// <param name="Argument">The argument's name; one that is missing where a required argument is meant.</param>
/// <param name="Sentence">What stands there and what is allowed.</param>
public sealed record ArgumentMistake(string Argument, string Sentence);
