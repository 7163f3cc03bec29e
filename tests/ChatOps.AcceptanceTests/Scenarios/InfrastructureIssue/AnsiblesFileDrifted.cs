using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.InfrastructureIssue;

/// <summary>A file that Ansible manages was changed; to carry the plan out is approved.</summary>
internal class AnsiblesFileDrifted : Scenario
{
    private const string Declared = "MaxSessions 20\n";

    public override string Challenge => "InfrastructureIssue";

    public override bool Mendable => true;

    public override bool SomebodyApproves => true;

    public override ScenarioAlert Alert => new("KubeletTooManyPods", $"{Service} is not as declared");

    protected string Folder { get; private set; } = "";

    private string Managed => Path.Combine(Folder, "etc", "limits.conf");

    public override Task<BotSettings> PrepareAsync(Stage stage)
    {
        Folder = stage.Folder($"machine-{Service}");
        Directory.CreateDirectory(Path.GetDirectoryName(Managed)!);
        File.WriteAllText(Managed, Declared);
        var playbook = Path.Combine(Folder, "site.yml");
        File.WriteAllText(playbook, $$"""
            - hosts: localhost
              gather_facts: false
              tasks:
                - name: limits of the sessions
                  ansible.builtin.copy: { dest: "{{Managed}}", content: "MaxSessions 20\n" }
            """);
        return Task.FromResult(new BotSettings()
            .WithService(Service, "infrastructure", targets: [("ansible", Service)])
            .With($"Operations:Ansible:Plans:{Service}:Playbook", playbook));
    }

    public override Task BreakAsync() => File.WriteAllTextAsync(Managed, "MaxSessions 2000\nPermitRootLogin yes\n");

    public override Task<bool> WorksAsync() => Task.FromResult(File.Exists(Managed) && File.ReadAllText(Managed) == Declared);
}
