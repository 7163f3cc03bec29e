using System.Text.Json.Serialization;

namespace ChatOps.Core.Messages;

/// <summary>A piece of a line.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Strong), "strong")]
[JsonDerivedType(typeof(Code), "code")]
[JsonDerivedType(typeof(Mention), "mention")]
[JsonDerivedType(typeof(Time), "time")]
[JsonDerivedType(typeof(Link), "link")]
public abstract record Run
{
    private Run()
    {
    }

    /// <summary>Plain data.</summary>
    /// <param name="Value">As it is; the renderer escapes it.</param>
    public sealed record Text(string Value) : Run;

    /// <summary>Emphasised data.</summary>
    /// <param name="Value">As it is; the renderer escapes it.</param>
    public sealed record Strong(string Value) : Run;

    /// <summary>Data in a fixed width.</summary>
    /// <param name="Value">As it is; the renderer escapes it.</param>
    public sealed record Code(string Value) : Run;

    /// <summary>A mention of a responder or person; the only thing that calls anybody.</summary>
    /// <param name="Name">The role's or person's name; each platform has its handle.</param>
    public sealed record Mention(string Name) : Run;

    /// <summary>An instant, shown in the reader's zone where the platform can, else in the configured one; absolute.</summary>
    /// <param name="At">The instant.</param>
    public sealed record Time(DateTimeOffset At) : Run;

    /// <summary>A link.</summary>
    /// <param name="Value">Its text; data.</param>
    /// <param name="Href">An absolute http or https address, checked when it was made.</param>
    public sealed record Link(string Value, string Href) : Run;
}
