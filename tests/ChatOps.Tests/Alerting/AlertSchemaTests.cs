using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Tests.Conventions;

namespace ChatOps.Tests.Alerting;

/// <summary>The published schema and the parser name the same properties.</summary>
internal sealed class AlertSchemaTests
{
    private static readonly JsonElement Alert = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "alert.schema.json"))).RootElement.GetProperty("$defs").GetProperty("alert");

    private static IEnumerable<string> Properties => Alert.GetProperty("properties").EnumerateObject().Select(property => property.Name);

    private static IEnumerable<string> Examples => Alert.GetProperty("examples").EnumerateArray().Select(example => example.GetRawText());

    private AlertingHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await AlertingHost.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCaseSource(nameof(Properties))]
    public async Task A_property_of_the_schema_is_read(string property)
    {
        var body = new JsonObject { ["name"] = "A", ["status"] = "firing" };
        body[property] = 17;

        var reply = await _host.PostAsync("/webhooks/alert", body.ToJsonString());

        Assert.That((reply.Status, JsonDocument.Parse(reply.Body).RootElement.GetProperty("path").GetString()), Is.EqualTo((400, $"$.{property}")));
    }

    [Test]
    public async Task What_the_schema_requires_is_required()
    {
        var required = Alert.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).ToArray();
        foreach (var missing in required)
        {
            var body = new JsonObject { ["name"] = "A", ["status"] = "firing" };
            body.Remove(missing);

            Assert.That((await _host.PostAsync("/webhooks/alert", body.ToJsonString())).Body, Does.Contain($"\\\"{missing}\\\" is missing"));
        }

        Assert.That(required, Is.EqualTo((string[])["name", "status"]));
    }

    [TestCaseSource(nameof(Examples))]
    public async Task An_example_of_the_schema_is_taken(string example) =>
        Assert.That((await _host.PostAsync("/webhooks/alert", example)).Status, Is.EqualTo(202));
}
