using System.Text.Json.Serialization;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>
/// One line of an incident's append-only record. Everything that happens is one of these; the incident changes only by applying them.
/// Each kind is a record in <c>Entries.*.cs</c>, named in the past tense, with a stable name in JSON: what is stored once is read for years, so a
/// name here is never changed and never given to another kind.
/// </summary>
/// <param name="At">When it happened.</param>
/// <param name="By">Who or what caused it.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(IncidentOpened), "opened")]
[JsonDerivedType(typeof(AlertsJoined), "alerts-joined")]
[JsonDerivedType(typeof(AlertsEnded), "alerts-ended")]
[JsonDerivedType(typeof(ChallengeNamed), "challenge-named")]
[JsonDerivedType(typeof(FlappingBegan), "flapping-began")]
[JsonDerivedType(typeof(FlappingEnded), "flapping-ended")]
[JsonDerivedType(typeof(RecoveryStarted), "recovery-started")]
[JsonDerivedType(typeof(AttemptStarted), "attempt-started")]
[JsonDerivedType(typeof(AttemptPutOff), "attempt-put-off")]
[JsonDerivedType(typeof(AttemptStepped), "attempt-stepped")]
[JsonDerivedType(typeof(AttemptFinished), "attempt-finished")]
[JsonDerivedType(typeof(AttemptOverdue), "attempt-overdue")]
[JsonDerivedType(typeof(ApprovalAsked), "approval-asked")]
[JsonDerivedType(typeof(ApprovalGiven), "approval-given")]
[JsonDerivedType(typeof(ApprovalRejected), "approval-rejected")]
[JsonDerivedType(typeof(RecoveryEnded), "recovery-ended")]
[JsonDerivedType(typeof(DependencyWaitBegan), "dependency-wait-began")]
[JsonDerivedType(typeof(DependencyWaitEnded), "dependency-wait-ended")]
[JsonDerivedType(typeof(DependantListed), "dependant-listed")]
[JsonDerivedType(typeof(RecoverySwitchTurned), "recovery-switch-turned")]
[JsonDerivedType(typeof(EscalationAsked), "escalation-asked")]
[JsonDerivedType(typeof(LevelEntered), "level-entered")]
[JsonDerivedType(typeof(LevelPassed), "level-passed")]
[JsonDerivedType(typeof(MentionedAgain), "mentioned-again")]
[JsonDerivedType(typeof(MentionArrived), "mention-arrived")]
[JsonDerivedType(typeof(MentionFellBack), "mention-fell-back")]
[JsonDerivedType(typeof(Reminded), "reminded")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(AlsoAcknowledged), "also-acknowledged")]
[JsonDerivedType(typeof(Unacknowledged), "unacknowledged")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(SnoozeBegan), "snooze-began")]
[JsonDerivedType(typeof(SnoozeEnded), "snooze-ended")]
[JsonDerivedType(typeof(SilencePauseBegan), "silence-pause-began")]
[JsonDerivedType(typeof(SilencePauseEnded), "silence-pause-ended")]
[JsonDerivedType(typeof(OptionChosen), "option-chosen")]
[JsonDerivedType(typeof(OptionFailed), "option-failed")]
[JsonDerivedType(typeof(IncidentResolved), "resolved")]
[JsonDerivedType(typeof(SettlingChecked), "settling-checked")]
[JsonDerivedType(typeof(VerifyRepeated), "verify-repeated")]
[JsonDerivedType(typeof(MuteBegan), "mute-began")]
[JsonDerivedType(typeof(WindowBegan), "window-began")]
[JsonDerivedType(typeof(IncidentClosed), "closed")]
[JsonDerivedType(typeof(IncidentReopened), "reopened")]
[JsonDerivedType(typeof(IncidentMerged), "merged")]
[JsonDerivedType(typeof(IncidentAbsorbed), "absorbed")]
[JsonDerivedType(typeof(MajorBegan), "major-began")]
[JsonDerivedType(typeof(MajorJoined), "major-joined")]
[JsonDerivedType(typeof(ChildLinked), "child-linked")]
[JsonDerivedType(typeof(Noted), "noted")]
[JsonDerivedType(typeof(Guided), "guided")]
[JsonDerivedType(typeof(Consulted), "consulted")]
[JsonDerivedType(typeof(ActRefused), "act-refused")]
[JsonDerivedType(typeof(MessageSent), "message-sent")]
[JsonDerivedType(typeof(MessageRefused), "message-refused")]
public abstract record TimelineEntry(DateTimeOffset At, Actor By);
