using ChatOps.Core.Incidents;

namespace ChatOps.Bot.Configuration;

/// <summary>Reads <c>Escalation</c>: the ladder's figures. Defaults are those of <see cref="EscalationPolicy"/>, which says what each one means.</summary>
internal static class EscalationSettings
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static EscalationPolicy Read(KeyReader keys)
    {
        var policy = new EscalationPolicy();
        TimeSpan Wait(string key, TimeSpan fallback) => keys.Duration(key, fallback, Shortest, Longest);
        TimeSpan WaitOrNone(string key, TimeSpan fallback) => keys.Duration(key, fallback, TimeSpan.Zero, Longest);
        policy = policy with
        {
            SettleFor = WaitOrNone("SettleFor", policy.SettleFor),
            MuteFor = WaitOrNone("MuteFor", policy.MuteFor),
            ReopenWithin = WaitOrNone("ReopenWithin", policy.ReopenWithin),
            ApproveWithin = Wait("ApproveWithin", policy.ApproveWithin),
            ActionsPerHour = keys.Number("ActionsPerHour", policy.ActionsPerHour, 0, 1000),
            UndeliveredAfter = Wait("UndeliveredAfter", policy.UndeliveredAfter),
            LeastWait = WaitOrNone("LeastWait", policy.LeastWait),
            SnoozeAtMost = Wait("SnoozeAtMost", policy.SnoozeAtMost),
            LowRepeatEvery = Wait("LowRepeatEvery", policy.LowRepeatEvery),
            RecurringAfter = keys.Number("RecurringAfter", policy.RecurringAfter, 1, 1000),
            RecurringWithin = WaitOrNone("RecurringWithin", policy.RecurringWithin),
            MajorWhenCriticalDown = keys.Number("MajorWhenCriticalDown", policy.MajorWhenCriticalDown, 2, 10_000),
            FlappingAfter = keys.Number("FlappingAfter", policy.FlappingAfter, 2, 1000),
            FlappingWithin = WaitOrNone("FlappingWithin", policy.FlappingWithin),
            ConfirmEscalateWithin = WaitOrNone("ConfirmEscalateWithin", policy.ConfirmEscalateWithin),
            SilenceAtMost = Wait("SilenceAtMost", policy.SilenceAtMost),
            SilenceInAll = Wait("SilenceInAll", policy.SilenceInAll),
        };
        policy = keys.Section("Recovery", recovery => policy with
        {
            MaxAttempts = recovery.Number("MaxAttempts", policy.MaxAttempts, 0, 2),
            RecoveryTimeout = recovery.Duration("Timeout", policy.RecoveryTimeout, Shortest, TimeSpan.FromHours(1)),
            WaitForDependency = recovery.Duration("WaitForDependency", policy.WaitForDependency, TimeSpan.Zero, TimeSpan.FromDays(1)),
            AttemptPause = recovery.Duration("Pause", policy.AttemptPause, TimeSpan.Zero, TimeSpan.FromHours(1)),
        });
        return keys.Section("Levels", levels => ReadLevels(levels, policy));
    }

    private static EscalationPolicy ReadLevels(KeyReader levels, EscalationPolicy policy)
    {
        policy = policy with
        {
            Level2 = levels.Section("2", level => ReadWaits(level, policy.Level2)),
            Level3 = levels.Section("3", level => ReadWaits(level, policy.Level3)),
        };
        return levels.Section("4", level => policy with
        {
            RepeatEvery = level.Duration("RepeatEvery", policy.RepeatEvery, Shortest, Longest),
            InvestigateFor = level.Duration("InvestigateFor", policy.InvestigateFor, Shortest, Longest),
        });
    }

    private static LevelWaits ReadWaits(KeyReader level, LevelWaits usual) => new(
        level.Duration("AcknowledgeWithin", usual.AcknowledgeWithin, Shortest, Longest),
        level.Duration("ResolveWithin", usual.ResolveWithin, Shortest, Longest));
}
