using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Core.Intake;
using ChatOps.Teams.Rendering;

namespace ChatOps.Teams.Views;

/// <summary>A dialog that stands for a command: its inputs, and the command that they become.</summary>
internal abstract class Form(string name, string title, string submit)
{
    /// <summary>What a sent form says that it is.</summary>
    public const string Sent = "submit";

    /// <summary>The most lines of a menu; whoever wants another types it.</summary>
    public const int MostChoices = 100;

    private static readonly Form[] All = [new DeclareForm(), new GuideForm(), new SilenceForm(), new WordsForm()];

    /// <summary>The command's name, which is the form's.</summary>
    public string Name { get; } = name;

    /// <summary>What stands above it.</summary>
    public string Title { get; } = title;

    /// <summary>Whether what came of it is told in the dialog; false: the incident's thread tells it.</summary>
    public virtual bool ShowsAnswer => true;

    /// <summary>Whether it has a menu of services.</summary>
    public virtual bool WantsServices => false;

    /// <summary>The form of this name, or null.</summary>
    public static Form? Named(string name) => Array.Find(All, form => form.Name == name);

    /// <summary>Whether it has a menu of open incidents.</summary>
    public virtual bool WantsIncidents(FormScope scope) => false;

    /// <summary>The dialog's card.</summary>
    /// <param name="scope">What is known already, and what was typed before.</param>
    /// <param name="items">The lines of its menu.</param>
    /// <param name="problem">What was wrong with what was sent; null: nothing was sent yet.</param>
    public JsonObject Card(FormScope scope, IReadOnlyList<MenuItem> items, string? problem)
    {
        var body = Inputs(scope, items).ToList();
        if (problem is not null)
        {
            var line = CardElements.RichText([CardElements.TextRun(OutsideText.Lines(problem, 1000))]);
            ((JsonObject)line["inlines"]![0]!)["color"] = "Attention";
            body.Insert(0, line);
        }

        var data = scope.Write();
        data["chatops"] = Sent;
        data["form"] = Name;
        return CardElements.Card(body, [CardElements.Submit(submit, data)]);
    }

    /// <summary>The command that a filled-in form stands for.</summary>
    /// <param name="filled">What was filled in.</param>
    /// <param name="scope">What was known when it was opened.</param>
    public abstract string CommandOf(FilledIn filled, FormScope scope);

    /// <summary>Its inputs.</summary>
    protected abstract IEnumerable<JsonObject> Inputs(FormScope scope, IReadOnlyList<MenuItem> items);

    /// <summary>A word as a command takes it: one that has blanks in it stands in quotes.</summary>
    protected static string Word(string text) =>
        text.Any(char.IsWhiteSpace) || text.Contains('"', StringComparison.Ordinal) ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : text;
}

/// <summary>What a form knows when it is opened; it comes back with it.</summary>
/// <param name="Incident">The incident that it is about, where that is settled.</param>
/// <param name="Service">The service to begin with, or null; not kept.</param>
/// <param name="Stamp">For a button, the incident's stamp when it was drawn (rule 2.16).</param>
/// <param name="Command">For <see cref="WordsForm"/>, the command so far.</param>
internal sealed record FormScope(string? Incident = null, string? Service = null, int? Stamp = null, string? Command = null)
{
    /// <summary>What was typed before; not kept.</summary>
    public FilledIn Typed { get; init; } = new(new Dictionary<string, string>());

    /// <summary>As it goes into the dialog.</summary>
    public JsonObject Write()
    {
        var data = new JsonObject();
        if (Incident is not null) data["of"] = Incident;
        if (Stamp is { } stamp) data["stamp"] = stamp;
        if (Command is not null) data["so far"] = Command;
        return data;
    }

    /// <summary>Reads what came back; what is missing is null.</summary>
    public static FormScope Read(JsonElement data) => new(data.Text("of"), null, data.Number("stamp"), data.Text("so far"));
}

/// <summary>What was filled in, by the input's id.</summary>
/// <param name="Values">What is not empty.</param>
internal sealed record FilledIn(IReadOnlyDictionary<string, string> Values)
{
    private const int Longest = 3000;

    /// <summary>Reads what a dialog sent.</summary>
    public static FilledIn Of(JsonElement data)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (data.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in data.EnumerateObject().Where(field => field.Name.StartsWith("in.", StringComparison.Ordinal)))
            {
                if (data.Text(field.Name)?.Trim() is { Length: > 0 and <= Longest } text) values[field.Name] = text;
            }
        }

        return new FilledIn(values);
    }

    /// <summary>An input's text; empty when it was left so.</summary>
    public string this[string id] => Values.GetValueOrDefault(id, "");
}
