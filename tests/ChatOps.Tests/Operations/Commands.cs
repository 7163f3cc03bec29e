using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using ChatOps.Core.Recovery;
using ChatOps.Operations.Command;

namespace ChatOps.Tests.Operations;

/// <summary>The action <c>command</c> with real programs: what they get, and how they end.</summary>
[Platform("Linux"), UnsupportedOSPlatform("windows")]
internal sealed class Commands
{
    private string _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("chatops-command-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    private CommandAction Action(string name, string script, params (string Name, string Value)[] environment)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, "#!/bin/sh\n" + script);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var options = new CommandOptions(new Dictionary<string, AllowedProgram> { [name] = new(path, [], Risk.Reversible) }, environment.ToDictionary(pair => pair.Name, pair => pair.Value))
        {
            Grace = TimeSpan.FromMilliseconds(200),
        };
        return new(options, TimeProvider.System);
    }

    private static ActionArguments Call(string program, params string[] arguments) =>
        ActionArguments.Of(("program", program)).With("arguments", new ArgumentValue.List(arguments));

    [Test]
    public async Task Arguments_arrive_one_by_one_whatever_they_hold()
    {
        string[] arguments = ["; touch /tmp/pwned", "$(reboot)", "`id`", "a  b", "line\nbreak", "--flag", "", "'\"", "{{ x }}", "*", "\\", "ünï"];
        var action = Action("show", "for a in \"$@\"; do printf '<%s>\\n' \"$a\"; done");

        var result = await action.RunAsync(Call("show", arguments), default);

        Assert.That(result.Output, Is.EqualTo(string.Concat(arguments.Select(argument => $"<{argument}>\n"))));
    }

    [Test]
    public async Task What_the_configuration_gives_it_comes_first()
    {
        var options = new CommandOptions(new Dictionary<string, AllowedProgram> { ["greet"] = new("/bin/echo", ["hello"], Risk.Observe) }, new Dictionary<string, string>());

        var result = await new CommandAction(options, TimeProvider.System).RunAsync(Call("greet", "world"), default);

        Assert.That(result.Output, Is.EqualTo("hello world\n"));
    }

    [Test]
    public void A_program_may_be_named_by_its_path_too()
    {
        var options = new CommandOptions(new Dictionary<string, AllowedProgram> { ["greet"] = new("/bin/echo", ["hello"], Risk.Observe) }, new Dictionary<string, string>());

        Assert.That(options.Find("/bin/echo"), Is.EqualTo(options.Allowed["greet"]));
        Assert.That(options.Find("/bin/sh"), Is.Null);
    }

    [Test]
    public async Task The_environment_is_what_the_configuration_says_and_the_input_is_empty()
    {
        var action = Action("env", "cat; /usr/bin/env", ("LANG", "C"), ("WHO", "bot"));

        var result = await action.RunAsync(Call("env"), default);

        var names = result.Output!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]);
        Assert.That(names.Except(["PWD", "OLDPWD", "_", "SHLVL"]), Is.EquivalentTo((string[])["LANG", "WHO"]), "sh itself adds PWD and its like");
    }

    [TestCase("echo hello; echo more; exit 0", true, "tool a \"b c\" ended with 0 after # ms", "hello")]
    [TestCase("echo out; echo 'no such unit' >&2; exit 5", false, "tool a \"b c\" ended with 5 after # ms; 0 is expected: no such unit", "out")]
    [TestCase("echo 'no such unit' >&2; echo out; exit 5", false, "tool a \"b c\" ended with 5 after # ms; 0 is expected: no such unit", "out")]
    [TestCase("kill -9 $$", false, "tool a \"b c\" ended with 137 after # ms; 0 is expected", "")]
    public async Task The_exit_code_decides_and_the_last_line_says_why(string script, bool passed, string sentence, string value)
    {
        var result = await Action("tool", script).RunAsync(Call("tool", "a", "b c"), default);

        Assert.That(Text.Figures(result.Sentence, "ms").Replace("after 1 s", "after # ms", StringComparison.Ordinal), Is.EqualTo(sentence));
        Assert.That((result.Passed, result.Values!["value"]), Is.EqualTo((passed, value)));
    }

    [Test]
    public async Task A_text_can_be_expected()
    {
        var action = Action("tool", "echo active");

        Assert.That((await action.RunAsync(ActionArguments.Of(("program", "tool"), ("contains", "active")), default)).Passed, Is.True);
        Assert.That((await action.RunAsync(ActionArguments.Of(("program", "tool"), ("contains", "failed")), default)).Sentence, Does.EndWith("its output does not hold \"failed\""));
    }

    [Test]
    public async Task Of_much_output_the_beginning_and_the_end_are_kept()
    {
        var action = Action("flood", "i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done");

        var result = await action.RunAsync(Call("flood"), default);

        Assert.That(result.Output, Does.StartWith("line 0\nline 1\n").And.EndsWith("line 19999\n").And.Contain(" bytes left out …"));
        Assert.That(result.Output, Has.Length.LessThan(40_000));
    }

    [Test]
    public async Task Past_its_time_all_of_the_process_group_is_ended_even_what_ignores_SIGTERM_and_what_lost_its_parent()
    {
        // A child that ignores SIGTERM, and a grandchild whose parent is gone.
        var action = Action("stuck", $"trap '' TERM; echo $$ > {_folder}/a; (trap '' TERM; sh -c 'echo $$; while :; do sleep 1; done' > {_folder}/b & ) ; echo started; while :; do sleep 1; done");
        using var limit = new CancellationTokenSource();
        var running = action.RunAsync(Call("stuck"), limit.Token);
        var ids = await Task.WhenAll(IdAsync("a"), IdAsync("b"));
        Assert.That(ids.Select(IsAlive), Is.All.True);

        await limit.CancelAsync();
        var result = await running.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);

        Assert.That(result.Passed, Is.False);
        Assert.That(result.Sentence, Does.StartWith("stuck was ended after "));
        Assert.That(result.Output, Is.EqualTo("started\n"), "what it said until then is evidence");
        Assert.That(ids.Select(IsAlive), Is.All.False);
    }

    [Test]
    public async Task What_a_command_leaves_behind_ends_with_it()
    {
        var action = Action("leave", $"sh -c 'echo $$ > {_folder}/child; exec sleep 600' & while [ ! -s {_folder}/child ]; do :; done");

        var result = await action.RunAsync(Call("leave"), default);

        Assert.That(result.Passed, Is.True);
        Assert.That(IsAlive(await IdAsync("child")), Is.False);
    }

    [Test]
    public async Task A_daemon_outlives_a_command_that_says_detach()
    {
        var action = Action("start", $"sh -c 'echo $$ > {_folder}/daemon; exec sleep 600' & while [ ! -s {_folder}/daemon ]; do :; done; echo up");

        var result = await action.RunAsync(ActionArguments.Of(("program", "start"), ("detach", "true")), default).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);

        var daemon = await IdAsync("daemon");
        Assert.That((result.Passed, result.Values!["value"]), Is.EqualTo((true, "up")), "though the daemon holds on to its output");
        Assert.That(IsAlive(daemon), Is.True);
        Process.GetProcessById(daemon).Kill();
    }

    [Test]
    public async Task A_program_that_is_not_there_any_more_is_said()
    {
        var options = new CommandOptions(new Dictionary<string, AllowedProgram> { ["gone"] = new(Path.Combine(_folder, "gone"), [], Risk.Observe) }, new Dictionary<string, string>());

        var result = await new CommandAction(options, TimeProvider.System).RunAsync(Call("gone"), default);

        Assert.That(result.Passed, Is.False);
        Assert.That(result.Sentence, Does.StartWith("gone ended with 127 after ").Or.StartsWith("gone could not be started"));
    }

    [Test]
    public void Only_allowed_programs_are_started()
    {
        var action = Action("tool", "");

        Assert.That(action.Validate(Call("/bin/sh")).Single().Sentence, Is.EqualTo("program holds \"/bin/sh\"; allowed: tool"));
        Assert.That(new CommandAction(CommandOptions.None, TimeProvider.System).Validate(Call("sh")).Single().Sentence, Is.EqualTo("program holds \"sh\"; allowed: none (Operations:Command:Allowed is empty)"));
        Assert.That(action.Validate(Call("tool", "a\0b")).Single().Sentence, Does.StartWith("arguments holds a NUL"));
    }

    [Test, Property("Rule", "6.1")]
    public void The_configuration_says_what_a_program_can_break()
    {
        var action = Action("tool", "");

        Assert.That(action.RiskOf(Call("tool")), Is.EqualTo(Risk.Reversible));
        Assert.That(action.RiskOf(Call("unknown")), Is.EqualTo(Risk.Destructive));
        Assert.That(action.RiskOf(ActionArguments.Of().With("program", new ArgumentValue.Open())), Is.Null);
    }

    [Test]
    public void A_program_is_found_on_the_path_once_and_for_all()
    {
        Assert.That(AllowedProgram.Resolve("sh"), Does.StartWith("/").And.EndsWith("/sh"));
        Assert.That(AllowedProgram.Resolve("/bin/sh"), Is.EqualTo("/bin/sh"));
        Assert.That(AllowedProgram.Resolve("/etc/passwd"), Is.Null, "it cannot be executed");
        Assert.That(AllowedProgram.Resolve("no-such-program"), Is.Null);
    }

    private async Task<int> IdAsync(string file)
    {
        var path = Path.Combine(_folder, file);
        for (var i = 0; i < 500; i++)
        {
            if (File.Exists(path) && int.TryParse(await File.ReadAllTextAsync(path), CultureInfo.InvariantCulture, out var id)) return id;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        throw new TimeoutException($"{file} was not written");
    }

    /// <summary>Whether a process runs; one that has ended and was not yet fetched by its parent does not.</summary>
    private static bool IsAlive(int id)
    {
        try
        {
            var state = File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].Trim()[0];
            return state is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
