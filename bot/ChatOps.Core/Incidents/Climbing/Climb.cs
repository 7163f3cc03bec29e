namespace ChatOps.Core.Incidents.Climbing;

/// <summary>Going up (rules 2.11 to 2.14, 2.19, 2.20).</summary>
internal static class Climb
{
    /// <summary>One level up. The top level is never left: it is mentioned again.</summary>
    /// <param name="draft">The decision.</param>
    /// <param name="cause">Why.</param>
    /// <param name="because">The same in words for people.</param>
    /// <param name="person">Who is called in the role's place, or null.</param>
    public static void Up(Draft draft, ClimbCause cause, string because, string? person = null)
    {
        var top = Levels.Top(draft.Incident);
        if (draft.Ladder.Level < top) To(draft, draft.Ladder.Level + 1, cause, because, person);
        else MentionAgain(draft, AgainCause.Reopened, because, draft.Times.MentionedAnew(draft.Now), person);
    }

    /// <summary>To a level above the present one; levels that nobody can reach are passed at once, saying so, the top never (rule 2.12).</summary>
    public static void To(Draft draft, int level, ClimbCause cause, string because, string? person = null)
    {
        var owner = StartsOwned(draft.Ladder, cause) && level == 2 ? draft.Ladder.Owner : null;
        var from = draft.Ladder.Level;
        var top = Math.Max(level, Levels.Top(draft.Incident));
        WithdrawMention(draft);
        for (; level < top && owner is null && person is null; level++)
        {
            var role = Levels.ResponderOf(draft.Incident, level);
            if (draft.Situation.Reachable.Contains(role)) break;
            draft.Record(new LevelPassed(draft.Now, draft.By, level, role, $"{role} has no handle on an enabled platform"));
        }

        var mention = Next(draft, level, owner ?? person);
        var wait = owner is null ? draft.Times.Entered(level) : draft.Times.EnteredAcknowledged(level);
        draft.Record(new LevelEntered(draft.Now, draft.By, level, from, cause, because, mention, owner, wait));
        draft.Call(MessageKind.Mention, mention);
    }

    /// <summary>The present level once more.</summary>
    public static void MentionAgain(Draft draft, AgainCause cause, string because, LadderWait wait, string? person = null)
    {
        WithdrawMention(draft);
        var called = person ?? (wait.State == IncidentState.Acknowledged ? draft.Ladder.Owner : null);
        var mention = Next(draft, draft.Ladder.Level, called);
        draft.Record(new MentionedAgain(draft.Now, draft.By, mention, cause, because, wait));
        draft.Call(MessageKind.Reminder, mention);
    }

    /// <summary>The last mention is overtaken by what happens now (rule 2.12); one platform may have taken it long ago, and another be away.</summary>
    public static void WithdrawMention(Draft draft)
    {
        if (draft.Ladder.Mention is { } mention) draft.Do(new Withdraw(mention.Number));
    }

    private static Mention Next(Draft draft, int level, string? person) =>
        new(draft.Ladder.Mentions + 1, level, Levels.ResponderOf(draft.Incident, level), draft.Now, Person: person);

    /// <summary>Rule 2.14: who took it at Level 1 has it at Level 2, should recovery fail.</summary>
    private static bool StartsOwned(Ladder ladder, ClimbCause cause) =>
        ladder.Level == 1 && cause is ClimbCause.RecoveryEnded or ClimbCause.Reopened;
}
