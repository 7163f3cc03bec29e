using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Tests.Api;

/// <summary>Each way in which a source proves itself, configured as documented, its secrets in files, through the whole program.</summary>
internal sealed class TrustedSources
{
    private const string Alert = """{"name":"A","status":"firing","service":"shop"}""";
    private const string Sentry = """{"action":"resolved","data":{"issue":{"id":"7","title":"x","project":{"slug":"shop"}}}}""";
    private const string Grafana = """{"version":"1","alerts":[]}""";

    private DirectoryInfo _folder = null!;
    private RunningBot _bot = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("chatops-test-");
        _bot = await RunningBot.StartAsync($$"""
            { "Sources": {
                "token": { "Kind": "Alert", "Token": { "File": "{{Secret("token")}}" } },
                "gitlab": { "Kind": "GitLab", "Token": { "File": "{{Secret("gitlab")}}" } },
                "own-header": { "Kind": "Alert", "Token": { "File": "{{Secret("header")}}" }, "TokenHeader": "X-Api-Key" },
                "signed": { "Kind": "Alert", "HmacSecret": { "File": "{{Secret("signed")}}" } },
                "sentry": { "Kind": "Sentry", "HmacSecret": { "File": "{{Secret("sentry")}}" } },
                "grafana": { "Kind": "Grafana", "HmacSecret": { "File": "{{Secret("grafana")}}" }, "TimestampHeader": "X-Grafana-Alerting-Timestamp" } } }
            """);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _bot.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [TestCase("token-secret", HttpStatusCode.Accepted)]
    [TestCase("signed-secret", HttpStatusCode.Unauthorized)]
    public async Task A_token_as_a_bearer_and_as_a_password(string token, HttpStatusCode status)
    {
        Assert.That(await SendAsync("alert", Alert, ("Authorization", $"Bearer {token}")), Is.EqualTo(status));
        Assert.That(await SendAsync("alert", Alert, ("Authorization", new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"x:{token}"))).ToString())), Is.EqualTo(status));
        Assert.That(await SendAsync($"alert?access_token={token}", Alert), Is.EqualTo(status));
    }

    [TestCase("gitlab", "X-Gitlab-Token", "gitlab-secret", HttpStatusCode.OK)]
    [TestCase("gitlab", "X-Gitlab-Token", "gitlab-secret-", HttpStatusCode.Unauthorized)]
    [TestCase("alert", "X-Api-Key", "header-secret", HttpStatusCode.Accepted)]
    [TestCase("alert", "X-Other-Key", "header-secret", HttpStatusCode.Unauthorized)]
    public async Task A_token_in_a_header_of_the_tools_own(string path, string header, string token, HttpStatusCode status) =>
        Assert.That(await SendAsync(path, path == "gitlab" ? """{"object_kind":"push"}""" : Alert, (header, token)), Is.EqualTo(status));

    [TestCase("alert", Alert, "X-Hub-Signature-256", "sha256=", "signed-secret", HttpStatusCode.Accepted)]
    [TestCase("alert", Alert, "X-Hub-Signature-256", "sha256=", "other-secret", HttpStatusCode.Unauthorized)]
    [TestCase("sentry", Sentry, "Sentry-Hook-Signature", "", "sentry-secret", HttpStatusCode.OK)]
    [TestCase("sentry", Sentry, "Sentry-Hook-Signature", "", "signed-secret", HttpStatusCode.Forbidden)]
    public async Task A_signature_by_the_senders_own_scheme(string path, string body, string header, string prefix, string secret, HttpStatusCode status) =>
        Assert.That(await SendAsync(path, body, (header, prefix + Sign(secret, body)), ("Sentry-Hook-Resource", "issue")), Is.EqualTo(status));

    [TestCase(0, HttpStatusCode.OK)]
    [TestCase(-3600, HttpStatusCode.Unauthorized)]
    public async Task A_signature_with_a_time(int secondsFromNow, HttpStatusCode status)
    {
        var at = TimeProvider.System.GetUtcNow().AddSeconds(secondsFromNow).ToUnixTimeSeconds();

        Assert.That(await SendAsync("grafana", Grafana, ("X-Grafana-Alerting-Signature", Sign("grafana-secret", $"{at}:{Grafana}")), ("X-Grafana-Alerting-Timestamp", $"{at}")), Is.EqualTo(status));
    }

    [TestCase("127.0.0.0/8", HttpStatusCode.Accepted)]
    [TestCase("10.0.0.0/8", HttpStatusCode.Unauthorized)]
    public async Task An_address(string range, HttpStatusCode status)
    {
        await using var bot = await RunningBot.StartAsync($$"""{ "Sources": { "box": { "Kind": "Alert", "Addresses": [ "{{range}}" ] } } }""");
        using var answer = await bot.Http.PostAsync("/webhooks/alert", new StringContent(Alert, Encoding.UTF8, "application/json"));

        Assert.That(answer.StatusCode, Is.EqualTo(status));
    }

    private string Secret(string name)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, $"{name}-secret\n");
        return file;
    }

    private static string Sign(string secret, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    private async Task<HttpStatusCode> SendAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/{path}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _bot.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
