using System.Globalization;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Acknowledging;

/// <summary>A person says that they have it.</summary>
public sealed record Acknowledge(Actor By, int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Rules 2.12, 2.14 and 2.21.</summary>
internal static class AcknowledgeRule
{
    public static Decision Decide(Draft draft, Acknowledge input)
    {
        if (!draft.Open) return draft.Nothing(Standing.Of(draft.Incident, draft.Now));
        var mayNow = Rights.OfLevel(input.By, draft.Incident) || Rights.Owns(draft);
        if (!mayNow && Rights.Level(input.By) >= 2) return OfALevelLeft(draft);
        if (Rights.LevelOrOwner(draft, "ack", "acknowledge") is { } no) return no;
        return draft.Ladder.Level switch
        {
            1 => AtLevel1(draft),
            4 => AtLevel4(draft),
            _ => Of(draft),
        };
    }

    private static Decision Of(Draft draft)
    {
        var who = draft.By.Name;
        if (!IsAcknowledged(draft.Ladder)) return First(draft, draft.Times.Acknowledged());
        if (draft.Ladder.Owner == who) return draft.Nothing($"You have {draft.Incident.Id} already. {Standing.Of(draft.Incident, draft.Now)}");
        return Further(draft, null, $"{draft.Ladder.Owner ?? "Somebody"} has {draft.Incident.Id}; you are listed as well.");
    }

    private static Decision AtLevel1(Draft draft)
    {
        if (draft.Ladder.Owner == draft.By.Name) return draft.Nothing($"You have {draft.Incident.Id} already. {Standing.Of(draft.Incident, draft.Now)}");
        return draft.Ladder.Owner is { } owner
            ? Further(draft, null, $"{owner} has {draft.Incident.Id}; you are listed as well.")
            : First(draft, null);
    }

    /// <summary>Each one pauses the repeats (rule 2.21); while an attempt carries out an option, that one's deadline stands.</summary>
    private static Decision AtLevel4(Draft draft)
    {
        var wait = draft.Ladder.Option switch
        {
            { Attempt: not null } => null,
            { } => draft.Times.Acknowledged() with { State = IncidentState.AwaitingDecision },
            null => draft.Times.Acknowledged(),
        };
        if (draft.Ladder.Owner is not { } owner || (owner == draft.By.Name && !IsAcknowledged(draft.Ladder))) return First(draft, wait);
        return Further(draft, wait, wait is null
            ? Standing.Of(draft.Incident, draft.Now)
            : $"The repeats for {draft.Incident.Id} pause for {DurationText.Of(draft.Policy.InvestigateFor)}.");
    }

    private static Decision First(Draft draft, LadderWait? wait)
    {
        draft.Record(new Acknowledged(draft.Now, draft.By, draft.By.Name, wait));
        draft.Tell(MessageKind.News);
        return draft.Done(draft.Ladder.Level == 1
            ? $"You have {draft.Incident.Id}. Self-recovery goes on; should it fail, Level 2 starts with you."
            : $"You have {draft.Incident.Id}. {Next(draft)}");
    }

    private static string Next(Draft draft)
    {
        if (draft.Ladder.Deadline is not { } deadline) return "";
        var left = DurationText.Of(deadline.At - draft.Now);
        return deadline.Reason switch
        {
            DeadlineReason.NotResolved => $"{Climbing.Levels.ResponderOf(draft.Incident, draft.Ladder.Level + 1)} is called in {left} unless it is resolved by then.",
            DeadlineReason.MentionAgain => $"The repeats pause for {left}.",
            _ => "",
        };
    }

    private static Decision Further(Draft draft, LadderWait? wait, string answer)
    {
        draft.Record(new AlsoAcknowledged(draft.Now, draft.By, draft.By.Name, wait));
        draft.Tell(MessageKind.News);
        return draft.Done(answer);
    }

    /// <summary>Somebody of a level that was left (rule 2.14).</summary>
    private static Decision OfALevelLeft(Draft draft)
    {
        var level = draft.Ladder.Level.ToString(CultureInfo.InvariantCulture);
        draft.Record(new Noted(draft.Now, draft.By, $"acknowledged, after Level {level} had been asked"));
        draft.Tell(MessageKind.News);
        return draft.Nothing($"{Standing.Of(draft.Incident, draft.Now)} Your acknowledgement is noted.");
    }

    /// <summary>Whether somebody has it, also beneath a pause by a silence.</summary>
    public static bool IsAcknowledged(Ladder ladder) => (ladder.Pause?.Before ?? ladder.Wait).State == IncidentState.Acknowledged;
}
