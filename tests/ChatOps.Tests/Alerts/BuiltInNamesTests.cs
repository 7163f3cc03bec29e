using ChatOps.Core.Alerts;

namespace ChatOps.Tests.Alerts;

/// <summary>Each name that is published in the mixins, as it is filed.</summary>
internal sealed class BuiltInNamesTests
{
    private static readonly (Challenge Challenge, string Names)[] Table =
    [
        (Challenge.DeploymentFailed, """
            KubeDeploymentGenerationMismatch KubeDeploymentReplicasMismatch KubeDeploymentRolloutStuck KubeDaemonSetRolloutStuck
            KubeStatefulSetGenerationMismatch KubeStatefulSetReplicasMismatch KubeStatefulSetUpdateNotRolledOut
            """),
        (Challenge.DeploymentFailed, "ArgoCdAppSyncFailed ArgoCdAppOutOfSync ArgoCdAppUnhealthy ArgoCdAppUnknown ArgoCdRolloutProgressing"),
        (Challenge.DeploymentFailed, """
            ArgoAppSyncFailed ArgoAppOutOfSync ArgoAppMissing ArgocdServiceNotSynced ArgocdServiceUnhealthy FluxKustomizationFailure
            FluxHelmreleaseFailure KubernetesDeploymentReplicasMismatch
            """),
        (Challenge.ServiceDown, "TargetDown KubeAPIDown KubeSchedulerDown KubeControllerManagerDown KubeAggregatedAPIDown"),
        (Challenge.ServiceDown, """
            BlackboxProbeFailed BlackboxProbeHttpFailure PrometheusTargetMissing PrometheusAllTargetsMissing
            KubernetesStatefulsetDown
            """),
        (Challenge.ServiceDown, """
            PostgresqlDown MysqlDown RedisDown RedisMissingMaster RabbitmqNodeDown ElasticsearchClusterRed VaultSealed
            PatroniHasNoLeader HaproxyHasNoAliveBackends TraefikServiceDown AwsAlbUnhealthyTargets AwsAlbHigh5xxErrorRate
            IstioHigh5xxErrorRate ConsulServiceHealthcheckFailed
            """),
        (Challenge.ServiceDown, "SystemdUnitFailed HostSystemdServiceCrashed NodeSystemdServiceFailed NodeSystemdServiceCrashlooping"),
        (Challenge.ServiceDown, """
            PostgreSQLDown MySQLDown MySQLGaleraNotReady MySQLReplicationNotRunning MemcachedDown MongodbDown CoreDNSDown
            ThanosStoreIsDown ThanosCompactHalted
            """),
        (Challenge.ServiceDown, "KafkaOfflinePartitionCount KafkaNoActiveController GitLabHigh5xxResponses NginxHighHttp5xxErrorRate LokiRequestErrors"),
        (Challenge.ServiceDown, """
            etcdNoLeader etcdMembersDown etcdInsufficientMembers AlertmanagerClusterDown CNPGClusterOffline CNPGClusterHACritical
            CertManagerAbsent
            """),
        (Challenge.PerformanceIssue, "CPUThrottlingHigh KubeAPIErrorBudgetBurn KubeHpaMaxedOut KubeletPlegDurationHigh KubeletPodStartUpLatencyHigh"),
        (Challenge.PerformanceIssue, """
            NodeCPUHighUsage NodeMemoryHighUtilization NodeMemoryMajorPagesFaults NodeSystemSaturation NodeDiskIOSaturation
            etcdHighFsyncDurations etcdHighCommitDurations etcdGRPCRequestsSlow PrometheusHighQueryLoad PrometheusRemoteWriteBehind
            """),
        (Challenge.PerformanceIssue, """
            PostgreSQLSlowQueries PostgreSQLHighConnections PostgreSQLMaxConnectionsReached PostgresHasHighDeadLocks
            PostgresReplicationLaggingMore1Hour MySQLInnoDBLogWaits MySQLReplicationLag
            """),
        (Challenge.PerformanceIssue, "ThanosQueryInstantLatencyHigh LokiRequestLatency PGBouncerHighWaitTime KafkaLagKeepsIncreasing RabbitMQMemoryHigh"),
        (Challenge.PerformanceIssue, """
            HostHighCpuLoad HostCpuHighIowait HostOutOfMemory HostSwapIsFillingUp HostUnusualDiskReadLatency BlackboxProbeSlowHttp
            NginxLatencyHigh ContainerHighCpuUtilization ContainerHighMemoryUsage ContainerHighThrottleRate
            KubernetesHpaScaleMaximum KubernetesApiServerLatency
            """),
        (Challenge.PerformanceIssue, """
            MysqlSlowQueries PostgresqlTooManyConnections PostgresqlReplicationLag RabbitmqTooManyReadyMessages
            KafkaConsumerGroupLag IstioHighRequestLatency AwsSqsMessageAgeTooOld
            """),
        (Challenge.ContainerFailure, """
            KubePodCrashLooping KubePodNotReady KubeContainerWaiting KubePdbNotEnoughHealthyPods KubeDaemonSetNotScheduled
            KubeJobFailed KubeJobNotCompleted
            """),
        (Challenge.ContainerFailure, """
            KubernetesPodCrashLooping KubernetesPodNotHealthy KubernetesContainerOomKiller KubernetesJobFailed
            KubernetesCronjobFailing ContainerKilled ContainerAbsent HostOomKillDetected PrometheusTooManyRestarts
            AlertmanagerClusterCrashlooping
            """),
        (Challenge.NetworkIssue, """
            NodeNetworkReceiveErrs NodeNetworkTransmitErrs NodeBondingDegraded NodeHighNumberConntrackEntriesUsed
            NodeNetworkInterfaceFlapping
            """),
        (Challenge.NetworkIssue, """
            CoreDNSErrorsHigh CoreDNSLatencyHigh CoreDNSForwardErrorsHigh CoreDNSForwardHealthcheckFailureCount
            HAProxyBackendCheckFlapping etcdMemberCommunicationSlow AlertmanagerClusterFailedPeers ArgoCdClusterConnectionError
            """),
        (Challenge.NetworkIssue, """
            KubernetesNodeNetworkUnavailable HostNetworkReceiveErrors HostNetworkBondDegraded HostConntrackLimit
            HaproxyBackendConnectionErrors CiliumAgentUnreachableNodes CiliumAgentConntrackTableFull RabbitmqClusterPartition
            BlackboxProbeSlowPing SpeedtestSlowInternetDownload
            """),
        (Challenge.ConfigurationError, """
            PrometheusBadConfig PrometheusRuleFailures PrometheusTargetSyncFailure PrometheusScrapeSampleLimitHit
            AlertmanagerFailedReload AlertmanagerConfigInconsistent ConfigReloaderSidecarErrors PrometheusOperatorRejectedResources
            """),
        (Challenge.ConfigurationError, """
            KubeVersionMismatch KubeQuotaExceeded KubeQuotaFullyUsed KubeDaemonSetMisScheduled KubeClientErrors
            KubeClientCertificateExpiration KubeletClientCertificateExpiration KubeletServerCertificateExpiration
            KubeletClientCertificateRenewalErrors
            """),
        (Challenge.ConfigurationError, """
            CertManagerCertExpirySoon CertManagerCertNotReady CertManagerHittingRateLimits TraefikTLSCertificatesExpiring
            TraefikConfigReloadFailuresIncreasing SealedSecretsUnsealErrorHigh etcdSignerCAExpirationCritical
            """),
        (Challenge.ConfigurationError, """
            BlackboxSslCertificateWillExpireSoon BlackboxSslCertificateExpired SslCertificateExpiry SslCertificateRevoked
            KubernetesClientCertificateExpiresSoon
            """),
        (Challenge.ConfigurationError, """
            PrometheusConfigurationReloadFailure PrometheusAlertmanagerConfigNotSynced BlackboxConfigurationReloadFailure
            PostgresqlConfigurationChanged ArgoCdAppAutoSyncDisabled NginxConfigReloadFailed
            """),
        (Challenge.BackupFailure, "VeleroBackupFailure VeleroHighBackupDuration VeleroHighRestoreFailureRate VeleroUpStatus"),
        (Challenge.BackupFailure, "K8upBackupFailed K8upBackupNotRunning K8upBackupLastErrors K8upResticErrors"),
        (Challenge.BackupFailure, """
            RedisMissingBackup MgobBackupFailed PveGuestNotBackedUp PveReplicationFailed ClickhouseDiskSpaceLowOnBackups
            OutdatedSnapshots
            """),
        (Challenge.PipelineFailure, """
            JenkinsLastBuildFailed JenkinsRunFailureTotal JenkinsBuildTestsFailing JenkinsNodeOffline SpinnakerZombieExecutions
            GitlabCiPipelineFailuresIncreasing GitlabCiRunnerAuthenticationFailures GitlabCiPipelineCreationSlow FluxSourceIssue
            FluxImageIssue
            """),
        (Challenge.PipelineFailure, """
            GitLabHighJobRegistrationFailures GitLabHighRunnerAuthFailure ApacheAirflowDAGFailures
            ApacheAirflowDAGScheduleDelayCritical ArgoCdGitRequestErrors ArgoCdRepoServerPendingRequests
            """),
        (Challenge.InfrastructureIssue, """
            KubeNodeNotReady KubeNodeUnreachable KubeNodePressure KubeNodeReadinessFlapping KubeNodeEviction KubeletDown
            KubeletTooManyPods KubeCPUOvercommit KubeMemoryOvercommit KubePersistentVolumeFillingUp
            KubePersistentVolumeInodesFillingUp KubePersistentVolumeErrors CNPGClusterLowDiskSpaceCritical
            """),
        (Challenge.InfrastructureIssue, """
            NodeFilesystemAlmostOutOfSpace NodeFilesystemSpaceFillingUp NodeFilesystemAlmostOutOfFiles NodeRAIDDegraded
            NodeRAIDDiskFailure NodeFileDescriptorLimit NodeClockSkewDetected NodeClockNotSynchronising
            """),
        (Challenge.InfrastructureIssue, """
            etcdDatabaseQuotaLowSpace etcdExcessiveDatabaseGrowth CephHealthError CephOSDDown CephOSDNearFull CephPoolFull
            ClusterAutoscalerUnschedulablePods ClusterAutoscalerNodeCountNearCapacity KarpenterCloudProviderErrors
            KarpenterNodepoolNearCapacity
            """),
        (Challenge.InfrastructureIssue, """
            HostOutOfDiskSpace HostDiskMayFillIn24Hours HostOutOfInodes HostSoftwareRaidDiskFailure HostPhysicalComponentTooHot
            HostClockSkew KubernetesNodeNotReady KubernetesNodeDiskPressure KubernetesNodeMemoryPressure
            KubernetesVolumeOutOfDiskSpace KubernetesPersistentvolumeclaimPending ElasticsearchDiskOutOfSpace
            MinioClusterDiskOffline ZfsOfflinePool AwsRdsLowFreeStorageSpace OpenstackNovaAgentDown
            """),
    ];

    private static IEnumerable<TestCaseData> Names =>
        Table.SelectMany(row => row.Names.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), (row, name) => new TestCaseData(name, row.Challenge));

    [TestCaseSource(nameof(Names))]
    public void A_published_name_is_filed_under_its_challenge(string name, Challenge challenge)
    {
        var found = new Classification([]).Of(LabelSet.Of(("alertname", name)));

        Assert.That(found, Is.EqualTo(new Classified(challenge, $"built-in rule for {name}")));
    }

    [Test]
    public void The_whole_table_is_tried() => Assert.That(Names.Count(), Is.EqualTo(267));
}
