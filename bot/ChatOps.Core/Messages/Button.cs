using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>A button; pressing it is typing its command.</summary>
/// <param name="Label">What stands on it.</param>
/// <param name="Command">The command without prefix (<c>ack INC-42</c>). One that ends in a space wants more words first.</param>
/// <param name="Incident">The incident it acts on.</param>
/// <param name="Stamp">The incident's <see cref="Incidents.Incident.Stamp"/> when it was drawn: pressed later, it is stale (rule 2.16).</param>
/// <param name="Style">How it looks.</param>
public sealed record Button(string Label, string Command, IncidentId Incident, int Stamp, ButtonStyle Style = ButtonStyle.Plain);

/// <summary>How a button looks.</summary>
public enum ButtonStyle
{
    /// <summary>As any.</summary>
    Plain,

    /// <summary>The likely one.</summary>
    Primary,

    /// <summary>It breaks something.</summary>
    Danger,
}
