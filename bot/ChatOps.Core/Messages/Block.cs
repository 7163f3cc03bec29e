using System.Text.Json.Serialization;

namespace ChatOps.Core.Messages;

/// <summary>A part of a message.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Field), "field")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Details), "details")]
[JsonDerivedType(typeof(Markdown), "markdown")]
[JsonDerivedType(typeof(Choices), "choices")]
public abstract record Block
{
    private Block()
    {
    }

    /// <summary>One of the fixed fields (<c>Problem</c>, <c>Attempted</c>, …).</summary>
    /// <param name="Name">Its name, the same on every platform.</param>
    /// <param name="Lines">Its lines; never empty, unknown is said with its reason.</param>
    public sealed record Field(string Name, IReadOnlyList<IReadOnlyList<Run>> Lines) : Block;

    /// <summary>A line of text.</summary>
    /// <param name="Runs">Its pieces.</param>
    public sealed record Paragraph(IReadOnlyList<Run> Runs) : Block;

    /// <summary>Long data behind a fold, in a thread, or as a file, as the platform can.</summary>
    /// <param name="Title">What it is.</param>
    /// <param name="Text">The data, bounded and masked.</param>
    public sealed record Details(string Title, string Text) : Block;

    /// <summary>A document of our own making (a post-mortem); outside text in it is already escaped.</summary>
    /// <param name="Text">CommonMark.</param>
    public sealed record Markdown(string Text) : Block;

    /// <summary>Numbered options, each with its own button beside it.</summary>
    /// <param name="Name">The field's name (<c>Options</c>).</param>
    /// <param name="Options">The options, numbered from 1 in this order.</param>
    public sealed record Choices(string Name, IReadOnlyList<Choice> Options) : Block;
}

/// <summary>One option of <see cref="Block.Choices"/>.</summary>
/// <param name="Line">What it does and its risk.</param>
/// <param name="Button">Chooses it.</param>
public sealed record Choice(IReadOnlyList<Run> Line, Button Button);
