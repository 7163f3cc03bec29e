using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Alerting;
using ChatOps.Core.Alerts;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using static ChatOps.Tests.Alerting.AlertingHost;

namespace ChatOps.Tests.Alerting;

/// <summary>
/// <c>POST /webhooks/sns</c>. The envelope follows the Amazon SNS Developer Guide (HTTP/HTTPS notification JSON format; Verifying the signatures), the alarm
/// <c>cloudwatch-alarm-sns-payload-single-metric.json</c> of aws-lambda-go.
/// </summary>
internal sealed class SnsTests
{
    private const string Path = "/webhooks/sns";
    private const string Topic = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private const string Certificate = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem";

    private static readonly RSA Key = RSA.Create(2048);
    private static readonly byte[] Pem = MakeCertificate();

    private AlertingHost _host = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _host = await AlertingHost.StartAsync(new AlertSource("aws", SourceKind.Sns, null, null) { Topics = [Topic] }, new AlertSource("other", SourceKind.Any, "token", null));
        _host.Amazon.GetAsync(new Uri(Certificate), Arg.Any<CancellationToken>()).Returns(Pem);
    }

    [OneTimeTearDown]
    public void ForgetKey() => Key.Dispose();

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase("1")]
    [TestCase("2")]
    public async Task An_alarm_and_its_end_are_one_alert_in_both_versions_of_the_signature(string version)
    {
        var began = await SendAsync(Notification(Alarm("ALARM"), "1", version));
        var over = await SendAsync(Notification(Alarm("OK", "2026-11-23T03:02:00.000+0000"), "2", version));

        Assert.That((began.Status, began.Body, over.Status), Is.EqualTo((200, """{"accepted":1,"incidents":["INC-7"]}""", 200)));
        var (first, last) = (_host.Accepted[0], _host.Accepted[1]);
        Assert.That((first.Source, first.Name, first.Status, first.StartsAt, first.Labels.Get("service"), first.Labels.Get("account")), Is.EqualTo(("aws", "checkout-errors", AlertStatus.Firing, At("2026-11-23T03:00:00Z"), "checkout", "123456789012")));
        Assert.That((last.Status, last.EndsAt, last.Fingerprint), Is.EqualTo((AlertStatus.Resolved, (DateTimeOffset?)At("2026-11-23T03:02:00Z"), first.Fingerprint)));
        Assert.That(first.Annotations, Is.EqualTo(LabelSet.Of(("summary", "too many errors"), ("description", "Threshold Crossed: 1 datapoint [10.0] was greater than the threshold (1.0)."))));
        await _host.Amazon.Received(1).GetAsync(Arg.Any<Uri>(), Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Too_little_data_is_neither_firing_nor_well_and_a_message_that_is_no_alarm_is_none()
    {
        Assert.That((await SendAsync(Notification(Alarm("INSUFFICIENT_DATA"), "1"))).Body, Is.EqualTo("""{"accepted":0,"incidents":[]}"""));
        Assert.That((await SendAsync(Notification("hello", "2"))).Status, Is.EqualTo(200));
        Assert.That(_host.Accepted, Is.Empty);
    }

    [Test]
    public async Task A_retry_is_known_by_its_message_id()
    {
        await SendAsync(Notification(Alarm("ALARM"), "1"));
        var again = await SendAsync(Notification(Alarm("ALARM"), "1"));

        Assert.That((again.Status, _host.Accepted.Count), Is.EqualTo((200, 1)));
    }

    [Test]
    public async Task A_subscription_to_a_configured_topic_is_confirmed_at_Amazon()
    {
        var url = $"https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={Topic}&Token=abc";
        _host.Amazon.GetAsync(new Uri(url), Arg.Any<CancellationToken>()).Returns([]);

        Assert.That((await SendAsync(Subscription(url))).Status, Is.EqualTo(200));

        await _host.Amazon.Received(1).GetAsync(new Uri(url), Arg.Any<CancellationToken>());
    }

    [TestCase("http://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription", TestName = "SSRF: without TLS")]
    [TestCase("https://169.254.169.254/latest/meta-data/", TestName = "SSRF: the metadata of the machine")]
    [TestCase("https://localhost/", TestName = "SSRF: this machine")]
    [TestCase("https://sns.eu-west-1.amazonaws.com.evil.example/", TestName = "SSRF: a longer name")]
    [TestCase("https://evil.example/sns.eu-west-1.amazonaws.com", TestName = "SSRF: the name in the path")]
    [TestCase("https://sns.eu-west-1.amazonaws.com@evil.example/", TestName = "SSRF: the name as a user")]
    [TestCase("https://user@sns.eu-west-1.amazonaws.com/", TestName = "SSRF: a user")]
    [TestCase("https://sns.eu-west-1.amazonaws.com:8443/", TestName = "SSRF: another port")]
    [TestCase("https://sns.us-east-1.amazonaws.com/", TestName = "SSRF: another region than the topic's")]
    [TestCase("https://s3.eu-west-1.amazonaws.com/bucket/", TestName = "SSRF: another service, where anybody keeps files")]
    [TestCase("https://sns.evil.amazonaws.com/", TestName = "SSRF: no region")]
    [TestCase("file:///etc/passwd", TestName = "SSRF: a file")]
    public async Task No_other_address_is_asked(string address)
    {
        var subscription = await SendAsync(Subscription(address));
        var certificate = await SendAsync(Notification(Alarm("ALARM"), "1", certificate: address));

        Assert.That((subscription.Status, certificate.Status), Is.EqualTo((403, 401)));
        await _host.Amazon.DidNotReceive().GetAsync(Arg.Is<Uri>(asked => asked != new Uri(Certificate)), Arg.Any<CancellationToken>());
        Assert.That(_host.Accepted, Is.Empty);
    }

    [TestCase("https://sns.eu-west-1.amazonaws.com/?Action=Publish&Message=-----BEGIN")]
    [TestCase("https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem?x=1")]
    [TestCase("https://sns.eu-west-1.amazonaws.com/other.pem")]
    public async Task A_certificate_is_a_file_of_the_known_name_and_nothing_else_that_the_host_answers(string address)
    {
        Assert.That((await SendAsync(Notification(Alarm("ALARM"), "1", certificate: address))).Status, Is.EqualTo(401));
        await _host.Amazon.DidNotReceive().GetAsync(Arg.Any<Uri>(), Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task What_Amazon_did_not_sign_gets_401()
    {
        var tampered = Notification(Alarm("ALARM"), "1");
        tampered["Message"] = Alarm("OK");
        var unsigned = Notification(Alarm("ALARM"), "1");
        unsigned.Remove("Signature");
        var strange = Notification(Alarm("ALARM"), "1");
        strange["SignatureVersion"] = "3";
        using var other = RSA.Create(2048);

        foreach (var message in (JsonObject[])[tampered, unsigned, strange, Notification(Alarm("ALARM"), "1", key: other)])
        {
            var reply = await SendAsync(message);
            Assert.That((reply.Status, reply.ContentType), Is.EqualTo((401, "application/problem+json")));
        }

        Assert.That(_host.Accepted, Is.Empty);
    }

    [Test]
    public async Task A_certificate_that_is_none_or_is_out_of_date_proves_nothing()
    {
        _host.Amazon.GetAsync(new Uri(Certificate + "x"), Arg.Any<CancellationToken>()).Returns("no certificate"u8.ToArray());
        _host.Amazon.GetAsync(new Uri(Certificate + "y"), Arg.Any<CancellationToken>()).Returns(MakeCertificate(Now.AddYears(-2), Now.AddDays(-1)));

        Assert.That((await SendAsync(Notification(Alarm("ALARM"), "1", certificate: Certificate + "x"))).Status, Is.EqualTo(401));
        Assert.That((await SendAsync(Notification(Alarm("ALARM"), "1", certificate: Certificate + "y"))).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task While_Amazon_does_not_answer_the_message_is_asked_for_again()
    {
        _host.Amazon.GetAsync(new Uri(Certificate), Arg.Any<CancellationToken>()).ThrowsAsync(new HttpRequestException("away"));

        var reply = await SendAsync(Notification(Alarm("ALARM"), "1"));

        Assert.That((reply.Status, reply.RetryAfter), Is.EqualTo((503, (TimeSpan?)TimeSpan.FromSeconds(20))));
    }

    [Test]
    public async Task Another_topic_is_nobodys_and_a_token_opens_none()
    {
        var message = Notification(Alarm("ALARM"), "1", topic: "arn:aws:sns:eu-west-1:999999999999:theirs");

        Assert.That((await SendAsync(message)).Status, Is.EqualTo(401));
        Assert.That((await _host.PostAsync(Path, message.ToJsonString(), "text/plain; charset=UTF-8", Bearer("token"))).Status, Is.EqualTo(403));
        await _host.Amazon.DidNotReceive().GetAsync(Arg.Any<Uri>(), Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Without_a_configured_source_no_topic_is_known()
    {
        await using var host = await AlertingHost.StartAsync();

        Assert.That((await host.PostAsync(Path, Notification(Alarm("ALARM"), "1").ToJsonString(), "text/plain")).Status, Is.EqualTo(403));
    }

    [TestCase("", "The body is empty.")]
    [TestCase("[]", "A message of SNS is an object.")]
    [TestCase("""{"AlarmName":"raw"}""", "The property \"Type\" is none of Notification, SubscriptionConfirmation and UnsubscribeConfirmation. Raw message delivery has to be off: its messages are not signed.")]
    [TestCase("""{"Type":"Notification"}""", "The property \"TopicArn\" is missing.")]
    public async Task Another_shape_gets_a_problem(string body, string detail)
    {
        var reply = await _host.PostAsync(Path, body, "text/plain; charset=UTF-8", Bearer("token"));

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(JsonDocument.Parse(reply.Body).RootElement.GetProperty("detail").GetString(), Is.EqualTo(detail));
    }

    private Task<Reply> SendAsync(JsonObject message) => _host.PostAsync(Path, message.ToJsonString(), "text/plain; charset=UTF-8", ("x-amz-sns-message-type", message["Type"]!.GetValue<string>()));

    private static JsonObject Notification(string message, string id, string version = "2", string certificate = Certificate, RSA? key = null, string topic = Topic) => Signed(
        new() { ["Type"] = "Notification", ["MessageId"] = id, ["TopicArn"] = topic, ["Subject"] = "ALARM: \"checkout-errors\"", ["Message"] = message, ["Timestamp"] = "2026-11-23T03:00:01.000Z" },
        ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
        version,
        certificate,
        key);

    private static JsonObject Subscription(string url) => Signed(
        new() { ["Type"] = "SubscriptionConfirmation", ["MessageId"] = "165545c9", ["Token"] = "2336412f37", ["TopicArn"] = Topic, ["Message"] = "You have chosen to subscribe", ["SubscribeURL"] = url, ["Timestamp"] = "2026-11-23T03:00:01.000Z" },
        ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
        "1",
        Certificate,
        null);

    private static JsonObject Signed(JsonObject message, string[] names, string version, string certificate, RSA? key)
    {
        var text = string.Concat(names.Select(name => $"{name}\n{message[name]!.GetValue<string>()}\n"));
        message["SignatureVersion"] = version;
        message["Signature"] = Convert.ToBase64String((key ?? Key).SignData(Encoding.UTF8.GetBytes(text), version == "1" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        message["SigningCertURL"] = certificate;
        message["UnsubscribeURL"] = "https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe";
        return message;
    }

    private static string Alarm(string state, string at = "2026-11-23T03:00:00.000+0000") => $$"""
        {"AlarmName":"checkout-errors","AlarmDescription":"too many errors","AWSAccountId":"123456789012","NewStateValue":"{{state}}","NewStateReason":"Threshold Crossed: 1 datapoint [10.0] was greater than the threshold (1.0).",
         "StateChangeTime":"{{at}}","Region":"EU (Ireland)","AlarmArn":"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:checkout-errors","OldStateValue":"OK",
         "Trigger":{"MetricName":"Errors","Namespace":"Shop","StatisticType":"Statistic","Statistic":"SUM","Unit":null,"Dimensions":[{"value":"eu","name":"Stage"},{"value":"checkout","name":"ServiceName"}],"Period":300,"EvaluationPeriods":1,"ComparisonOperator":"GreaterThanThreshold","Threshold":1.0,"TreatMissingData":"","EvaluateLowSampleCountPercentile":"" } }
        """;

    private static byte[] MakeCertificate(DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using var certificate = new CertificateRequest("CN=sns.amazonaws.com", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(from ?? Now.AddYears(-1), until ?? Now.AddYears(1));
        return Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());
    }
}
