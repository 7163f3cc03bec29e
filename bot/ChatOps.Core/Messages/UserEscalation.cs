using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.UserDecision;

namespace ChatOps.Core.Messages;

/// <summary>Asks the user: <c>Status</c>, <c>Impact</c>, <c>Options</c> (each with what it does, its risk and a button), <c>Adviser</c>.</summary>
internal static class UserEscalation
{
    private static readonly TimeSpan AcceptFor = TimeSpan.FromHours(4);

    /// <summary>The message for Level 4.</summary>
    /// <param name="incident">The incident as it is once the level was entered or mentioned anew.</param>
    /// <param name="mention">Who is called.</param>
    /// <param name="because">Why, a clause in words for people.</param>
    /// <param name="now">When it is written.</param>
    /// <param name="context">Zone and links.</param>
    public static ChatMessage Write(Incident incident, Mention mention, string because, DateTimeOffset now, MessageContext context)
    {
        var lasts = now - IncidentWords.Since(incident);
        return new ChatMessage(
            OutsideText.Line($"L4 · {incident.Id} needs your decision · {IncidentWords.What(incident)} ({IncidentWords.How(incident)}) for {DurationText.Of(lasts)}"),
            Line.Of($"{Escalation.Called(mention)} · {incident.Id:strong} {"needs your decision":strong} · {IncidentWords.What(incident):strong} for {lasts} · {IncidentWords.How(incident)} · Level 4 of 4"),
            [
                new Block.Field("Status", Status(incident, because, now)),
                Fields.Impact(incident),
                new Block.Choices("Options", [.. OfferedOptions.Of(incident).Select(option => Choice(incident, option))]),
                new Block.Field("Adviser", Adviser.Advise(incident)),
                .. AlertLinks.Below(incident, context),
            ],
            [.. Buttons.Of(incident).Where(button => button.Label == "Acknowledge")],
            NextMove.Of(incident, now));
    }

    private static List<IReadOnlyList<Run>> Status(Incident incident, string because, DateTimeOffset now)
    {
        var lines = new List<IReadOnlyList<Run>> { Line.Of($"{incident.Title}, since {IncidentWords.Ago(IncidentWords.Since(incident), now)}. You are asked because {because}.") };
        var automatic = Fields.Attempts(incident, attempt => attempt.By is null).ToList();
        lines.Add(Line.Of($"Level 1: {IncidentWords.Recovery(incident)}{(automatic.Count > 0 ? ":" : ".")}"));
        lines.AddRange(automatic);
        lines.AddRange(incident.Facts.Stays.Where(stay => stay.Level < 4).Select(stay => Fields.Stay(incident, stay)));
        lines.AddRange(Fields.Attempts(incident, attempt => attempt.By is not null));
        if (incident.Facts.LastOptionFailure is { } failure) lines.Add(Line.Of($"The last option that was chosen failed: {failure}."));
        return lines;
    }

    private static Choice Choice(Incident incident, string option)
    {
        var decide = $"decide {incident.Id} {option}";
        var service = incident.Service.Name;
        var verified = incident.Policy.RecoveryTimeout;
        return option switch
        {
            OfferedOptions.Approve => New(
                Line.Of($"{incident.Recovery.Approval!.Preview}, the step of {incident.Recovery.Approval.Runbook:code} that waits for an approval, then verify. About {verified} at most. Risk: more than a runbook may take without an approval."),
                "Approve", decide),
            OfferedOptions.Retry => New(
                Line.Of($"Run {incident.Recovery.Runbook:code} once more, then verify. {verified} at most. Risk: {(Failed(incident) > 0 ? $"low, but it failed {IncidentWords.Count(Failed(incident), "time")}" : "low")}."),
                "Retry", decide),
            OfferedOptions.Hand => New(Line.Of($"Hand it to a person, who becomes its owner. I ask again after {incident.Policy.InvestigateFor}. Risk: it stays broken until they mend it."), "Hand to …", decide + " "),
            OfferedOptions.Investigate => New(
                Line.Of($"Keep investigating for {incident.Policy.InvestigateFor}{Holder(incident)}. Risk: it stays broken meanwhile."),
                "Investigate", decide),
            OfferedOptions.Accept => New(
                Line.Of($"Accept it and silence {service} for {AcceptFor} (or as long as you type). Risk: nobody is called while the silence holds, whatever else breaks in {service}."),
                "Accept", decide + " 4h"),
            OfferedOptions.Resolve => New(
                Line.Of($"Declare it resolved. Alerts that still fire are muted for {incident.Policy.MuteFor}, then it reopens and calls you. Risk: none for the service."),
                "Resolve", decide),
            _ => New(Line.Of($"Run another runbook for {service}, then verify. {verified} at most. Risk: that of the runbook; {"runbooks":code} lists them."), "Run …", decide + " "),
        };

        Choice New(IReadOnlyList<Run> line, string label, string command) => new(line, Buttons.Make(incident, label, command));
    }

    private static IReadOnlyList<Run> Holder(Incident incident) => incident.Ladder.Owner is { } owner ? Line.Of($"; {owner} has it") : Line.Of($"; you have it then, or the person you name");

    private static int Failed(Incident incident) => Adviser.Failed(incident).Count;
}
