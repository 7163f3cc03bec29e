using System.Text;
using ChatOps.Alerting;
using ChatOps.Alerting.AlertmanagerApi;
using ChatOps.Alerting.AlertmanagerWebhook;
using ChatOps.Alerting.CloudEvents;
using ChatOps.Alerting.Generic;
using ChatOps.Alerting.Grafana;
using ChatOps.Alerting.Mapping;
using ChatOps.Alerting.Mapping.Shipped;
using ChatOps.Alerting.PagerDuty;
using ChatOps.Alerting.Sns;
using ChatOps.Http;
using CsCheck;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Tests.Alerting;

/// <summary>Whatever bytes come, a parser reads them or says what is wrong; it never fails in any other way.</summary>
internal sealed class AnyBytesTests
{
    private const int Tries = 20_000;

    private static readonly AlertSource Mapped = new("mapped", SourceKind.Any, "t", null);

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
        ("""{"version":"1","externalURL":"http://x","alerts":[{"status":"resolved","labels":{"alertname":"DatasourceError","rulename":"A"},"values":{"B":1.5e3,"C":null,"D":{}},"panelURL":"http://x","startsAt":"2026-11-23T03:04:05.1+01:00"}]}""",
            body => GrafanaBody.Read(body, "source", AlertingHost.Now)),
        ("""{"routing_key":"k","event_action":"trigger","dedup_key":"d","payload":{"summary":"s","source":"h","severity":"info","timestamp":"2026-11-23","custom_details":{"num_firing":"1","firing":"Labels:\n - a = b\nAnnotations:\nSource: x\n","x":[1]}},"links":[{"href":"http://x"}]}""",
            body => PagerDutyEvent.Read(body).ToAlert(Mapped, AlertingHost.Now)),
        ("""{"routing_key":"k","payload":{"summary":"s","source":"h","timestamp":"2020-07-17T08:42:58.315+0000","custom_details":{"x":[1]}},"links":[{"href":"http://x"},{"href":7}]}""",
            body => Changed(PagerDutyChange.Read(body))),
        ("""{"Type":"Notification","TopicArn":"arn:aws:sns:a:1:b","MessageId":"1","Message":"{\"AlarmName\":\"A\",\"NewStateValue\":\"ALARM\",\"Trigger\":{\"Dimensions\":[{\"name\":\"x\",\"value\":\"y\"}]}}"}""",
            body => MappedBody.Read(SnsMessage.Read(body).Given, _ => null, Mapped, ShippedMaps.Of(SourceKind.Sns), AlertingHost.Now)),
        ("""[{"specversion":"1.0","id":"1","source":"/m","type":"a.firing","data":{"name":"n","status":"firing","startsAt":"2026-11-23T03:00:00Z"}},{"specversion":"1.0","id":"2","source":"/m","type":"t","data_base64":"e30="}]""",
            body => EventReader.Read(new HeaderDictionary { ["Content-Type"] = "application/cloudevents-batch+json" }, body).ToList().ForEach(given => MappedBody.Read(given, _ => null, Mapped, ShippedMaps.Of(SourceKind.CloudEvents), AlertingHost.Now))),
        (ToolBodies.Zabbix("1"), body => MappedBody.Read(Given.Read(body), _ => null, Mapped, ShippedMaps.Of(SourceKind.Zabbix), AlertingHost.Now)),
        (ToolBodies.GitLabPipeline("failed"), body => MappedBody.Read(Given.Read(body), _ => null, Mapped, ShippedMaps.Of(SourceKind.GitLab), AlertingHost.Now)),
    ];

    private static readonly string[] Pieces =
        ["{", "}", "[", "]", "\"", ":", ",", "\\", "\\u", "\\ud800", "\\u0000", "null", "true", "17", "-1e999", "\"a\"", "\n", " ", "é", "(", "*", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"];

    private static IEnumerable<int> Each => Enumerable.Range(0, Parsers.Length);

    private static void Changed(PagerDutyChange change)
    {
        if (change.Problems().Count == 0) change.ToChange(AlertingHost.Now);
    }

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
