using ChatOps.Core.Alerts;
using ChatOps.Slack.Payloads;

namespace ChatOps.Slack.AlertChannels;

/// <summary>
/// Grafana's Slack contact point with its default template: the text lists each alert under <c>**Firing**</c> or <c>**Resolved**</c> with all its
/// labels and annotations, so these are the same alerts that its webhook sends.
/// </summary>
internal sealed class GrafanaPosts : AlertFormat
{
    private static readonly string[] Links = ["Source:", "Dashboard:", "Panel:", "Silence:"];

    /// <inheritdoc/>
    public override IReadOnlyList<Alert>? Read(SlackPost post, AlertScope scope)
    {
        var alerts = post.Attachments.Select(attachment => attachment.Text).Append(post.Text).SelectMany(text => Alerts(text, scope)).ToList();
        return alerts.Count > 0 ? alerts : null;
    }

    private static List<Alert> Alerts(string text, AlertScope scope)
    {
        AlertStatus? status = null;
        Listed? listed = null;
        var found = new List<Alert>();
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            var head = line.Trim('*').Trim();
            if (line.StartsWith("**", StringComparison.Ordinal) && head is "Firing" or "Resolved")
            {
                Add();
                status = head == "Firing" ? AlertStatus.Firing : AlertStatus.Resolved;
            }
            else if (status is not null && line is "Labels:")
            {
                Add();
                listed = new Listed { In = line };
            }
            else if (listed is not null)
            {
                listed.Read(line);
            }
        }

        Add();
        return found;

        void Add()
        {
            if (listed?.Labels.GetValueOrDefault("alertname") is { } name && status is { } given) found.Add(listed.Make(name, given, scope));
            listed = null;
        }
    }

    private sealed class Listed
    {
        private readonly List<string> _links = [];
        private readonly Dictionary<string, string> _annotations = new(StringComparer.Ordinal);

        public Dictionary<string, string> Labels { get; } = new(StringComparer.Ordinal);

        public required string In { get; set; }

        public void Read(string line)
        {
            if (line is "Labels:" or "Annotations:") In = line;
            else if (Links.FirstOrDefault(kind => line.StartsWith(kind, StringComparison.Ordinal)) is { } link) AddLink(line[link.Length..].Trim());
            else if (line.StartsWith("- ", StringComparison.Ordinal) && line.Split(" = ", 2) is [var name, var value]) (In == "Labels:" ? Labels : _annotations)[name[2..].Trim()] = value.Trim();
        }

        public Alert Make(string name, AlertStatus status, AlertScope scope) => scope.Make(
            name,
            status,
            Labels.Where(label => label.Key != "alertname").Select(label => (label.Key, (string?)label.Value)),
            _annotations.GetValueOrDefault("summary") ?? name,
            _annotations.GetValueOrDefault("description"),
            null,
            _links);

        private void AddLink(string address)
        {
            if (Interaction.AddressOf(address) is not null) _links.Add(address);
        }
    }
}
