using System.Text.Json;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.Receiving;

/// <summary>Reads an alert's own status.</summary>
internal static class StatusReader
{
    /// <summary>The current property's value: <c>firing</c> or <c>resolved</c>, without case.</summary>
    public static AlertStatus Read(ref JsonInput json)
    {
        var text = json.TextValue();
        if (string.Equals(text, "firing", StringComparison.OrdinalIgnoreCase)) return AlertStatus.Firing;
        if (string.Equals(text, "resolved", StringComparison.OrdinalIgnoreCase)) return AlertStatus.Resolved;
        throw json.Kind == JsonTokenType.Null ? json.Unexpected("\"firing\" or \"resolved\"") : json.Wrong($"\"firing\" or \"resolved\" is expected, \"{AlertLimits.Shown(text!)}\" stands there.");
    }
}
