using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Webhook;

/// <summary>An address that takes signed requests (configuration <c>Operations:Webhooks:{name}</c>).</summary>
/// <param name="Url">Where they are posted.</param>
/// <param name="Secret">What they are signed with.</param>
/// <param name="Risk">What the other side can break on one.</param>
public sealed record WebhookTarget(Uri Url, string Secret, Risk Risk);
