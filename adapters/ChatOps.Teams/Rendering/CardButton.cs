using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;

namespace ChatOps.Teams.Rendering;

/// <summary>What a button carries. A client can send anything: it is a wish, and who may do it is decided when it is heard.</summary>
/// <param name="Act">What the bot is to do.</param>
/// <param name="Command">The command that pressing it is; or the form's name; or the incident that is to be shown.</param>
/// <param name="Stamp">The incident's stamp when it was drawn (rule 2.16); null for a button of an answer.</param>
/// <param name="Incident">The incident that is meant where the command leaves it out, or null.</param>
/// <param name="OnHead">Whether it stands on a head message, which can be shown anew.</param>
internal sealed record CardButton(string Act, string Command, int? Stamp = null, string? Incident = null, bool OnHead = false)
{
    /// <summary>Gives a command.</summary>
    public const string Give = "command";

    /// <summary>Opens a form.</summary>
    public const string Open = "form";

    /// <summary>Shows a head message as it stands.</summary>
    public const string Refresh = "refresh";

    private const int Longest = 4000;

    /// <summary>The incident that it is about, where it says so.</summary>
    public IncidentId? IncidentId => Core.Incidents.IncidentId.TryParse(Incident, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The button of a message.</summary>
    public static JsonObject Of(Button button, bool onHead)
    {
        var label = OutsideText.Line(button.Label, 80);
        var data = new CardButton(button.Command.EndsWith(' ') ? Open : Give, button.Command, button.Stamp, button.Incident.ToString(), onHead).Write();
        return button.Command.EndsWith(' ') ? CardElements.Fetch(label, data) : CardElements.Execute(label, Give, data);
    }

    /// <summary>As it goes into a card.</summary>
    public JsonObject Write()
    {
        var data = new JsonObject { ["chatops"] = Act, ["command"] = Command };
        if (Stamp is { } stamp) data["stamp"] = stamp;
        if (Incident is not null) data["incident"] = Incident;
        if (OnHead) data["head"] = true;
        return data;
    }

    /// <summary>Reads what a pressed button sends; null when it is none of ours.</summary>
    public static CardButton? Read(JsonElement data) =>
        data.Text("chatops") is Give or Open or Refresh && data.Text("command") is { Length: <= Longest } command
            ? new CardButton(data.Text("chatops")!, command, data.Number("stamp"), data.Text("incident"), data.IsTrue("head"))
            : null;
}
