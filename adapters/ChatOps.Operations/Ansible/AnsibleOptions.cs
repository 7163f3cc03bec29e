namespace ChatOps.Operations.Ansible;

/// <summary>The plans that runbooks hold machines against (configuration <c>Operations:Ansible</c>).</summary>
/// <param name="Plans">The plans, by the name that targets use; none by default.</param>
/// <param name="Environment">What Ansible gets beside what it always gets: <c>SSH_AUTH_SOCK</c>, <c>ANSIBLE_VAULT_PASSWORD_FILE</c>.</param>
public sealed record AnsibleOptions(IReadOnlyDictionary<string, AnsiblePlan> Plans, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>There is none.</summary>
    public static readonly AnsibleOptions None = new(new Dictionary<string, AnsiblePlan>(), new Dictionary<string, string>());
}

/// <summary>A playbook and where it applies.</summary>
/// <param name="Playbook">The playbook, an absolute path.</param>
/// <param name="Inventory">The inventory, an absolute path; null: what the <c>ansible.cfg</c> beside the playbook says, else this machine.</param>
/// <param name="Limit">The hosts that it is limited to; null: all of the inventory.</param>
/// <param name="Tags">The tags that it is limited to; all by default.</param>
public sealed record AnsiblePlan(string Playbook, string? Inventory, string? Limit, IReadOnlyList<string> Tags);
