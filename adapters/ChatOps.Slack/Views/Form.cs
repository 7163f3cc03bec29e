using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;

namespace ChatOps.Slack.Views;

/// <summary>A modal that asks for the words of a command.</summary>
/// <param name="name">The command's word, and the form's.</param>
/// <param name="title">What stands at the top; 24 characters at most.</param>
/// <param name="submit">What stands on the button; 24 characters at most.</param>
internal abstract class Form(string name, string title, string submit)
{
    private const string Prefix = "form:";

    /// <summary>All forms.</summary>
    public static IReadOnlyList<Form> All { get; } = [new DeclareForm(), new GuideForm(), new SilenceForm(), new PostMortemForm(), new WordsForm()];

    /// <summary>The command's word.</summary>
    public string Name { get; } = name;

    /// <summary>True: the answer is shown in the form's place; false: it closes, since the incident's thread tells.</summary>
    public virtual bool ShowsAnswer => true;

    /// <summary>True: the answer is Markdown.</summary>
    public virtual bool IsMarkdown => false;

    /// <summary>The form of a command's word, or null.</summary>
    public static Form? Named(string name) => All.FirstOrDefault(form => form.Name == name);

    /// <summary>The form of a view's <c>callback_id</c>, or null.</summary>
    public static Form? Of(string callback) => callback.StartsWith(Prefix, StringComparison.Ordinal) ? Named(callback[Prefix.Length..]) : null;

    /// <summary>The view as it is opened.</summary>
    public JsonObject View(FormScope scope) => new()
    {
        ["type"] = "modal",
        ["callback_id"] = Prefix + Name,
        ["title"] = Elements.Plain(title),
        ["submit"] = Elements.Plain(submit),
        ["close"] = Elements.Plain("Cancel"),
        ["private_metadata"] = scope.Write(),
        ["blocks"] = Blocks(scope),
    };

    /// <summary>The command that a filled-in form stands for.</summary>
    /// <param name="values">What was filled in, by the block's id.</param>
    /// <param name="scope">What was known when it was opened.</param>
    public abstract string CommandOf(IReadOnlyDictionary<string, string> values, FormScope scope);

    /// <summary>The input at which a refusal is shown.</summary>
    public abstract string BlockOf(AnswerOutcome outcome, FormScope scope);

    /// <summary>Its inputs.</summary>
    protected abstract JsonArray Blocks(FormScope scope);

    /// <summary>A word as a command takes it: one that has blanks in it stands in quotes.</summary>
    protected static string Word(string text) =>
        text.Any(char.IsWhiteSpace) || text.Contains('"', StringComparison.Ordinal) ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : text;
}

/// <summary>What a form knows when it is opened; it comes back with it.</summary>
/// <param name="Incident">The incident that it is about, where that is settled.</param>
/// <param name="Service">The service to begin with, or null.</param>
/// <param name="Stamp">For a button, the incident's stamp when it was drawn (rule 2.16).</param>
/// <param name="Text">A text to begin with, or null; not kept.</param>
/// <param name="Command">For <see cref="WordsForm"/>, the command so far.</param>
/// <param name="Channel">For a form that a message began, where it stands.</param>
/// <param name="Message">For a form that a message began, its ts.</param>
internal sealed record FormScope(
    string? Incident = null, string? Service = null, int? Stamp = null, string? Text = null, string? Command = null, string? Channel = null, string? Message = null)
{
    /// <summary>As it goes into <c>private_metadata</c>.</summary>
    public string Write() => new JsonObject
    {
        ["incident"] = Incident,
        ["stamp"] = Stamp,
        ["command"] = Command,
        ["channel"] = Channel,
        ["message"] = Message,
    }.ToJsonString();

    /// <summary>Reads what came back; what is missing is null.</summary>
    public static FormScope Read(string metadata) => JsonReading.ObjectOf(System.Text.Encoding.UTF8.GetBytes(metadata)) is { } json
        ? new FormScope(Read(json, "incident"), null, JsonReading.Number(json, "stamp"), null, Read(json, "command"), Read(json, "channel"), Read(json, "message"))
        : new FormScope();

    private static string? Read(System.Text.Json.JsonElement json, string name) => JsonReading.Text(json, name);
}
