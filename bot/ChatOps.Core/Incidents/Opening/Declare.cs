using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents.Major;
using ChatOps.Core.Incidents.Silencing;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Opening;

/// <summary>A person says that something is wrong: opens an incident, or is noted at the open one of that key.</summary>
/// <param name="Key">The key; the challenge is named by the configured rules as for an alert, else unknown.</param>
/// <param name="ClassifiedBy">The rule that named the challenge, or null.</param>
/// <param name="Title">What is wrong, in their words; bounded.</param>
/// <param name="Major">True: a major incident, which stands at Level 4 (rule 2.18).</param>
/// <param name="Notes">What the incident says about itself: <c>not in the catalog</c>, ….</param>
public sealed record Declare(Actor By, IncidentKey Key, string? ClassifiedBy, string Title, bool Major, IReadOnlyList<string> Notes) : CommandInput(By, null);

/// <summary>Rules 2.1, 2.18 and 2.23.</summary>
internal static class DeclareRule
{
    public static Decision Open(Draft draft, Declare input)
    {
        if (input.By.Kind != ActorKind.Person) return draft.Refuse(AnswerOutcome.NotAllowed, "Only a person may declare an incident.");
        if (draft.Situation.KeyHeldBy is { } open)
        {
            draft.Do(new Forward(open, input));
            return draft.End(new Answer(AnswerOutcome.Done, $"{open} is open for this already; what you wrote stands there.", open));
        }

        var service = draft.Situation.Service ?? Service.Unlisted(input.Key.Service);
        var severity = input.Major || service.Criticality == Criticality.Critical ? Severity.Critical : Severity.Warning;
        Openings.Record(draft, input.Key, service, input.Title, severity, input.ClassifiedBy, declared: true, alerts: null, input.Notes);
        if (input.Major) MajorRules.BeginDeclared(draft);
        else Openings.Start(draft);
        return draft.Done($"{draft.Incident.Id} is open for {service.Name}. {Standing.Of(draft.Incident, draft.Now)}");
    }

    /// <summary>An incident of that key is open: it is noted there, and may become major.</summary>
    public static Decision Decide(Draft draft, Declare input)
    {
        draft.Record(new Noted(draft.Now, draft.By, input.Title));
        draft.Tell(MessageKind.News);
        if (input.Major && draft.Open && !draft.Incident.Major)
        {
            // At Level 4 nothing climbs: the end of the pause calls the user anew.
            if (draft.Ladder.Level == 4) Pauses.End(draft, $"{input.By.Name} declared it major", spent: true);
            else Pauses.EndForAct(draft);
            MajorRules.BeginDeclared(draft);
        }

        return draft.Done($"{draft.Incident.Id} is open for this already; what you wrote stands there. {Standing.Of(draft.Incident, draft.Now)}");
    }
}
