using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents;

/// <summary>
/// Who may do what (section 5 of the protocol): by the person's roles and by who owns the incident, never by the platform or channel that a command
/// came from.
/// </summary>
public static class Rights
{
    private const string Coordinators = "devops-coordinator, backend-coordinator and above";

    /// <summary>For <c>silence</c>, <c>unsilence</c>: any role of the ladder. Null when allowed, else the answer.</summary>
    public static Answer? ToSilence(Actor by) => OfLadder(by, "put on or lift silences");

    /// <summary>For <c>recovery on</c> and <c>off</c>: coordinators and above. Null when allowed, else the answer.</summary>
    public static Answer? ToSwitchRecovery(Actor by) => OfLadder(by, "switch self-recovery on or off");

    private static Answer? OfLadder(Actor by, string what) =>
        Level(by) >= 2 ? null : new Answer(AnswerOutcome.NotAllowed, $"Only {Coordinators} may {what}. {Linked(by)} `oncall` tells whom to ask.");

    /// <summary>Any person.</summary>
    internal static Decision? Person(Draft draft, string act, string what) =>
        draft.By.Kind == ActorKind.Person ? null : Refused(draft, act, $"Only a person may {what} {draft.Incident.Id}.");

    /// <summary>Any role of the ladder, or the owner.</summary>
    internal static Decision? LadderOrOwner(Draft draft, string act, string what) =>
        Level(draft.By) >= 2 || Owns(draft) ? null : Refused(draft, act, $"Only {Coordinators}, or the owner, may {what} {draft.Incident.Id}.");

    /// <summary>A role of the incident's level or above, or its owner.</summary>
    internal static Decision? LevelOrOwner(Draft draft, string act, string what) =>
        OfLevel(draft.By, draft.Incident) || Owns(draft) ? null : Refused(draft, act, $"Only {AtOrAbove(draft.Incident)}, or the owner, may {what} {draft.Incident.Id}.");

    /// <summary>A role that the runbook or service names, or one above it; by default coordinators and above.</summary>
    internal static Decision? Named(Draft draft, IReadOnlyList<string> roles, string act, string what)
    {
        var least = roles.Count == 0 ? 2 : roles.Select(Role.LevelOf).Where(level => level > 0).DefaultIfEmpty(4).Min();
        var allowed = draft.By.Kind == ActorKind.Person
            && (roles.Count == 0 ? Level(draft.By) >= 2 : Holds(draft.By, roles) || Level(draft.By) > least);
        return allowed ? null : Refused(draft, act, $"Only {(roles.Count == 0 ? Coordinators : string.Join(", ", roles) + " and above")} may {what}.");
    }

    /// <summary>The user.</summary>
    internal static Decision? User(Draft draft, string act, string what) =>
        Level(draft.By) >= 4 ? null : Refused(draft, act, $"Only the {Role.User} may {what} {draft.Incident.Id}.");

    /// <summary>Whether somebody holds a role of the incident's present level or above; at Level 1 any role of the ladder.</summary>
    internal static bool OfLevel(Actor by, Incident incident) => Level(by) >= Math.Max(2, incident.Ladder.Level);

    internal static bool Owns(Draft draft) => draft.By.Kind == ActorKind.Person && draft.Ladder.Owner == draft.By.Name;

    internal static int Level(Actor by) => by.Kind == ActorKind.Person ? by.HighestLevel : 0;

    /// <summary>Somebody else than whoever asked for the attempt, where it is so configured (rule 6.12).</summary>
    internal static Decision? Another(Draft draft, OfferedApproval approval, string act) =>
        !string.Equals(approval.NotBy, draft.By.Name, StringComparison.OrdinalIgnoreCase) ? null
        : Refused(draft, act, $"You asked for attempt {approval.Attempt} of {draft.Incident.Id} yourself; somebody else has to approve \"{approval.Preview}\".");

    private static bool Holds(Actor by, IReadOnlyList<string> roles) => by.Roles.Any(role => roles.Contains(role, StringComparer.OrdinalIgnoreCase));

    private static string AtOrAbove(Incident incident) => incident.Ladder.Level switch
    {
        1 => Coordinators,
        4 => "the " + Role.User,
        var level => $"{Levels.ResponderOf(incident, level)} and above",
    };

    private static string Linked(Actor by) =>
        by.Kind != ActorKind.Person ? "" : $"You are linked as {by.Name} ({(by.Roles.Count == 0 ? "no role" : string.Join(", ", by.Roles))}).";

    private static Decision Refused(Draft draft, string act, string sentence)
    {
        var answer = $"{sentence} {Linked(draft.By)} `oncall` tells whom to ask.".Replace("  ", " ", StringComparison.Ordinal);
        draft.Record(new ActRefused(draft.Now, draft.By, act, answer));
        return draft.Refuse(AnswerOutcome.NotAllowed, answer);
    }
}
