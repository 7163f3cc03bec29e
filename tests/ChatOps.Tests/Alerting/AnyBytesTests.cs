using System.Text;
using ChatOps.Alerting.AlertmanagerApi;
using ChatOps.Alerting.AlertmanagerWebhook;
using ChatOps.Alerting.Generic;
using ChatOps.Http;
using CsCheck;

namespace ChatOps.Tests.Alerting;

/// <summary>Whatever bytes come, a parser reads them or says what is wrong; it never fails in any other way.</summary>
internal sealed class AnyBytesTests
{
    private const int Tries = 20_000;

    private delegate void Parser(ReadOnlySpan<byte> body);

    private static readonly (string Good, Parser Parser)[] Parsers =
    [
        ("""[{"labels":{"alertname":"A","x":"é\u00e9\ud83d\ude00"},"annotations":{"a":null},"startsAt":"2026-11-23T03:04:05Z","endsAt":"","generatorURL":"http://x","y":[1,{"z":true}]}]""",
            body => AlertsBody.Read(body, "source", AlertingHost.Now)),
        ("""{"version":"4","truncatedAlerts":1,"externalURL":"http://x","commonLabels":{"a":"b"},"alerts":[{"status":"firing","labels":{"alertname":"A"},"startsAt":"2026-11-23T03:04:05.1+01:00"}]}""",
            body => WebhookBody.Read(body, "source", AlertingHost.Now)),
        ("""[{"name":"A","status":"resolved","links":[{"text":"é","href":"http://x"}],"labels":{"a":"\n\"\\"},"startsAt":"2026-11-23T03:04:05","fingerprint":"7"}]""",
            body => AlertBody.Read(body, "source", AlertingHost.Now)),
        ("""{"id":"x","matchers":[{"name":"a","value":"b|[[:alpha:]]+","isRegex":true,"isEqual":false}],"startsAt":"2026-11-23T03:04:05Z","endsAt":"2026-11-23T04:04:05Z","createdBy":"a","comment":"c"}""",
            body => SilenceBody.Read(body)),
    ];

    private static readonly string[] Pieces =
        ["{", "}", "[", "]", "\"", ":", ",", "\\", "\\u", "\\ud800", "\\u0000", "null", "true", "17", "-1e999", "\"a\"", "\n", " ", "é", "(", "*", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"];

    private static IEnumerable<int> Each => Enumerable.Range(0, Parsers.Length);

    [TestCaseSource(nameof(Each))]
    public void A_good_body_is_read(int parser) =>
        Assert.That(() => Parsers[parser].Parser(Encoding.UTF8.GetBytes(Parsers[parser].Good)), Throws.Nothing);

    [TestCaseSource(nameof(Each))]
    public void A_body_that_was_tampered_with_is_read_or_refused(int parser)
    {
        var (good, read) = Parsers[parser];
        var bytes = Encoding.UTF8.GetBytes(good);
        var change = Gen.Select(Gen.Int[0, bytes.Length], Gen.Int[0, 12], Gen.OneOf(Gen.Int[0, Pieces.Length - 1].Select(piece => Encoding.UTF8.GetBytes(Pieces[piece])), Gen.Byte.Array[0, 3]));

        change.Array[1, 4].Sample(
            changes =>
            {
                var body = bytes;
                foreach (var (at, length, piece) in changes)
                {
                    var from = Math.Min(at, body.Length);
                    body = [.. body[..from], .. piece, .. body[Math.Min(from + length, body.Length)..]];
                }

                try
                {
                    read(body);
                }
                catch (Exception refused) when (refused is BadJsonException or FormatException)
                {
                    return refused.Message.Length > 0;
                }

                return true;
            },
            iter: Tries);
    }
}
