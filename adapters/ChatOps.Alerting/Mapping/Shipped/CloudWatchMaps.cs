using static ChatOps.Alerting.Mapping.Shipped.ShippedMaps;

namespace ChatOps.Alerting.Mapping.Shipped;

/// <summary>
/// CloudWatch alarms in SNS notifications, whose <c>Message</c> is JSON in a text. <c>INSUFFICIENT_DATA</c> is neither firing nor well. CloudWatch has no test
/// message; <c>aws cloudwatch set-alarm-state</c> sends a real one.
/// </summary>
internal static class CloudWatchMaps
{
    public static readonly IReadOnlyList<AlertMap> All =
    [
        new()
        {
            When = [When("Message.AlarmName", "*"), When("Message.NewStateValue", "*")],
            Name = Text("Message.AlarmName"),
            Status = Text("Message.NewStateValue"),
            Firing = ["ALARM"],
            Resolved = ["OK"],
            Ignored = ["INSUFFICIENT_DATA"],
            Service = Text(
                "Message.Trigger.Dimensions[name=ServiceName].value",
                "Message.Trigger.Dimensions[name=FunctionName].value",
                "Message.Trigger.Dimensions[name=DBInstanceIdentifier].value",
                "Message.Trigger.Dimensions[name=LoadBalancer].value",
                "Message.Trigger.Dimensions[name=QueueName].value",
                "Message.Trigger.Dimensions[name=InstanceId].value",
                "Message.AlarmName"),
            Fingerprint = Text("Message.AlarmArn", "{Message.AWSAccountId} {Message.Region} {Message.AlarmName}"),
            Summary = Text("Message.AlarmDescription", "Subject"),
            Description = Text("Message.NewStateReason"),
            StartsAt = Text("Message.StateChangeTime"),
            Labels = [Named("region", "Message.Region"), Named("account", "Message.AWSAccountId"), Named("metric", "Message.Trigger.MetricName"), Named("aws_namespace", "Message.Trigger.Namespace"), Named("topic", "TopicArn")],
        },
    ];
}
