using ChatOps.Core.OnCall;
using ChatOps.Storage.Operations;

namespace ChatOps.Bot.Recovery;

/// <summary>Why acting steps are dry runs (rule 6.4), in words.</summary>
internal static class RecoveryOff
{
    /// <summary>A clause for people (<c>ana switched self-recovery off at 02:10 UTC</c>); null when acting steps act.</summary>
    public static string? Because(RecoverySwitches switches, RecoveryRules rules, string service, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (switches.OffFor(service) is { } off) return $"{off.By} switched self-recovery off{(off.Service is null ? "" : $" for {off.Service}")} at {TimeText.Of(off.At, now, zone)}";
        return rules.Enabled ? null : $"the catalog keeps self-recovery off for {service}";
    }
}
