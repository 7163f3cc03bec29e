using ChatOps.Core.Recovery;
using ChatOps.Operations.Supervisor;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Operations;

/// <summary>The action <c>supervisor</c> against a server that answers as Supervisor's XML-RPC does; the scenario suite holds it against the real one.</summary>
internal sealed class SupervisedProcesses
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly List<string> _called = [];

    [SetUp]
    public void Forget() => _called.Clear();

    [TestCase("RUNNING", 20, "Supervisor has web as RUNNING since 11:59 UTC (1 min)", true)]
    [TestCase("FATAL", 200, "Supervisor has web as FATAL since 11:59 UTC (30 s); exit code 3, spawn error", false)]
    public async Task A_state_is_told_with_its_time_and_exit_code(string state, int number, string sentence, bool passed)
    {
        var result = await RunAsync("status", _ => Struct(("statename", $"<string>{state}</string>"), ("state", $"<int>{number}</int>"), ("start", Seconds(60)), ("stop", Seconds(30)), ("exitstatus", "<int>3</int>"), ("spawnerr", "<string>spawn error</string>"), ("pid", "<int>77</int>")));

        Assert.That((result.Passed, result.Sentence), Is.EqualTo((passed, sentence)));
        Assert.That(result.Values!["pid"], Is.EqualTo("77"));
    }

    [Test]
    public async Task A_restart_stops_what_runs_and_starts_it()
    {
        var result = await RunAsync("restart", _ => "<boolean>1</boolean>");

        Assert.That(_called, Is.EqualTo((string[])["supervisor.stopProcess", "supervisor.startProcess"]));
        Assert.That(result.Passed, Is.True, result.Sentence);
    }

    [Test]
    public async Task A_restart_starts_what_does_not_run()
    {
        var result = await RunAsync("restart", method => method == "supervisor.stopProcess" ? Fault(XmlRpcFault.NotRunning, "NOT_RUNNING: web") : "<boolean>1</boolean>");

        Assert.That(result.Passed, Is.True, result.Sentence);
    }

    [Test]
    public async Task A_fault_is_told_in_words()
    {
        var failed = await RunAsync("start", _ => Fault(50, "SPAWN_ERROR: web"));
        var unknown = await RunAsync("status", _ => Fault(XmlRpcFault.BadName, "BAD_NAME: web"));

        Assert.That(failed.Sentence, Is.EqualTo("Supervisor could not start web: SPAWN_ERROR: web"));
        Assert.That(unknown.Sentence, Is.EqualTo("Supervisor knows no process web"));
    }

    [Test]
    public async Task The_log_shows_the_line_that_names_an_error()
    {
        var result = await RunAsync("log", method => $"<array><data><value><string>{(method.EndsWith("StderrLog", StringComparison.Ordinal) ? "fatal: no license\nbye\n" : "hello\n")}</string></value><value><int>9</int></value><value><boolean>0</boolean></value></data></array>");

        Assert.That(result.Sentence, Is.EqualTo("log of web: \"fatal: no license\" (the last line that names an error)"));
        Assert.That(result.Output, Is.EqualTo("fatal: no license\nbye\nhello\n"));
    }

    [TestCase("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><methodResponse><params><param><value><string>&e;</string></value></param></params></methodResponse>")]
    [TestCase("no XML")]
    [TestCase("<methodResponse/>")]
    public async Task What_is_no_answer_of_Supervisor_is_said(string body)
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(body));
        using var action = Action(server.Address);

        var result = await action.RunAsync(ActionArguments.Of(("do", "status"), ("process", "web")), default);

        Assert.That(result.Sentence, Does.StartWith($"Supervisor at {server.Address} does not answer: "));
    }

    private static SupervisorAction Action(Uri address) => new(new(address.ToString(), "bot", "pass"), new HashSet<string> { "web" }, TimeZoneInfo.Utc, new FakeTimeProvider(Now));

    private static string Seconds(int ago) => $"<int>{Now.AddSeconds(-ago).ToUnixTimeSeconds()}</int>";

    private static string Struct(params (string Name, string Value)[] members) => $"<struct>{string.Concat(members.Select(member => $"<member><name>{member.Name}</name><value>{member.Value}</value></member>"))}</struct>";

    private static string Fault(int code, string text) => $"FAULT<methodResponse><fault><value>{Struct(("faultCode", $"<int>{code}</int>"), ("faultString", $"<string>{text}</string>"))}</value></fault></methodResponse>";

    private async Task<ActionResult> RunAsync(string what, Func<string, string> answer)
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            Assert.That(context.Request.Headers.Authorization.ToString(), Is.EqualTo("Basic Ym90OnBhc3M="));
            using var reader = new StreamReader(context.Request.Body);
            var call = System.Xml.Linq.XDocument.Parse(await reader.ReadToEndAsync());
            var method = call.Root!.Element("methodName")!.Value;
            lock (_called) _called.Add(method);
            var value = answer(method);
            await context.Response.WriteAsync("<?xml version='1.0'?>" + (value.StartsWith("FAULT", StringComparison.Ordinal) ? value["FAULT".Length..] : $"<methodResponse><params><param><value>{value}</value></param></params></methodResponse>"));
        });
        using var action = Action(server.Address);
        return await action.RunAsync(ActionArguments.Of(("do", what), ("process", "web")), default);
    }
}
