using ChatOps.Core.Alerts;

namespace ChatOps.Storage.Json;

/// <summary>What an alert has beside its labels and times.</summary>
internal sealed record AlertDetail(LabelSet? Annotations, string? GeneratorUrl, IReadOnlyList<AlertLink>? Links, string? Key)
{
    public static AlertDetail Of(Alert alert) => new(alert.Annotations.Count == 0 ? null : alert.Annotations, alert.GeneratorUrl, alert.Links, alert.Key);
}
