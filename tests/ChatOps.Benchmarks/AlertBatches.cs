using System.Globalization;
using System.Text.Json;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.Benchmarks;

/// <summary>Many alerts in one request, each of a service of its own.</summary>
internal static class AlertBatches
{
    public static async Task PostAsync(BotClient client, string prefix, int first, int count, string status)
    {
        var alerts = Enumerable.Range(first, count).Select(number => new
        {
            name = "HighLatency",
            status,
            service = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}"),
        });
        var answer = await client.PostAsync("webhooks/alert", JsonSerializer.Serialize(alerts));
        if (!answer.Message.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(answer.Body);
        }
    }
}
