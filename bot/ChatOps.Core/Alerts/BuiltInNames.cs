using System.Collections.Frozen;

namespace ChatOps.Core.Alerts;

/// <summary>
/// The alert names that everybody has, each with the challenge it shows. The names are those of kubernetes-mixin, kube-prometheus, the node-exporter,
/// prometheus, alertmanager and etcd mixins, monitoring-mixins, awesome-prometheus-alerts, argo-cd-mixin, k8up, cloudnative-pg and OpenShift's etcd operator.
/// </summary>
internal static class BuiltInNames
{
    private const string DeploymentFailed = """
        KubeDeploymentGenerationMismatch KubeDeploymentReplicasMismatch KubeDeploymentRolloutStuck KubeDaemonSetRolloutStuck
        KubeStatefulSetGenerationMismatch KubeStatefulSetReplicasMismatch KubeStatefulSetUpdateNotRolledOut ArgoCdAppSyncFailed
        ArgoCdAppOutOfSync ArgoCdAppUnhealthy ArgoCdAppUnknown ArgoCdRolloutProgressing ArgoAppSyncFailed ArgoAppOutOfSync
        ArgoAppMissing ArgocdServiceNotSynced ArgocdServiceUnhealthy FluxKustomizationFailure FluxHelmreleaseFailure
        KubernetesDeploymentReplicasMismatch
        """;

    private const string ServiceDown = """
        TargetDown KubeAPIDown KubeSchedulerDown KubeControllerManagerDown KubeAggregatedAPIDown BlackboxProbeFailed
        BlackboxProbeHttpFailure PrometheusTargetMissing PrometheusAllTargetsMissing KubernetesStatefulsetDown PostgresqlDown
        MysqlDown RedisDown RedisMissingMaster RabbitmqNodeDown ElasticsearchClusterRed VaultSealed PatroniHasNoLeader
        HaproxyHasNoAliveBackends TraefikServiceDown AwsAlbUnhealthyTargets AwsAlbHigh5xxErrorRate IstioHigh5xxErrorRate
        ConsulServiceHealthcheckFailed SystemdUnitFailed HostSystemdServiceCrashed NodeSystemdServiceFailed
        NodeSystemdServiceCrashlooping MySQLGaleraNotReady MySQLReplicationNotRunning MemcachedDown MongodbDown CoreDNSDown
        ThanosStoreIsDown ThanosCompactHalted KafkaOfflinePartitionCount KafkaNoActiveController GitLabHigh5xxResponses
        NginxHighHttp5xxErrorRate LokiRequestErrors etcdNoLeader etcdMembersDown etcdInsufficientMembers AlertmanagerClusterDown
        CNPGClusterOffline CNPGClusterHACritical CertManagerAbsent
        """;

    private const string PerformanceIssue = """
        CPUThrottlingHigh KubeAPIErrorBudgetBurn KubeHpaMaxedOut KubeletPlegDurationHigh KubeletPodStartUpLatencyHigh
        NodeCPUHighUsage NodeMemoryHighUtilization NodeMemoryMajorPagesFaults NodeSystemSaturation NodeDiskIOSaturation
        etcdHighFsyncDurations etcdHighCommitDurations etcdGRPCRequestsSlow PrometheusHighQueryLoad PrometheusRemoteWriteBehind
        PostgreSQLSlowQueries PostgreSQLHighConnections PostgreSQLMaxConnectionsReached PostgresHasHighDeadLocks
        PostgresReplicationLaggingMore1Hour MySQLInnoDBLogWaits MySQLReplicationLag ThanosQueryInstantLatencyHigh
        LokiRequestLatency PGBouncerHighWaitTime KafkaLagKeepsIncreasing RabbitMQMemoryHigh HostHighCpuLoad HostCpuHighIowait
        HostOutOfMemory HostSwapIsFillingUp HostUnusualDiskReadLatency BlackboxProbeSlowHttp NginxLatencyHigh
        ContainerHighCpuUtilization ContainerHighMemoryUsage ContainerHighThrottleRate KubernetesHpaScaleMaximum
        KubernetesApiServerLatency MysqlSlowQueries PostgresqlTooManyConnections PostgresqlReplicationLag
        RabbitmqTooManyReadyMessages KafkaConsumerGroupLag IstioHighRequestLatency AwsSqsMessageAgeTooOld
        """;

    private const string ContainerFailure = """
        KubePodCrashLooping KubePodNotReady KubeContainerWaiting KubePdbNotEnoughHealthyPods KubeDaemonSetNotScheduled
        KubeJobFailed KubeJobNotCompleted KubernetesPodCrashLooping KubernetesPodNotHealthy KubernetesContainerOomKiller
        KubernetesJobFailed KubernetesCronjobFailing ContainerKilled ContainerAbsent HostOomKillDetected
        PrometheusTooManyRestarts AlertmanagerClusterCrashlooping
        """;

    private const string NetworkIssue = """
        NodeNetworkReceiveErrs NodeNetworkTransmitErrs NodeBondingDegraded NodeHighNumberConntrackEntriesUsed
        NodeNetworkInterfaceFlapping CoreDNSErrorsHigh CoreDNSLatencyHigh CoreDNSForwardErrorsHigh
        CoreDNSForwardHealthcheckFailureCount HAProxyBackendCheckFlapping etcdMemberCommunicationSlow
        AlertmanagerClusterFailedPeers ArgoCdClusterConnectionError KubernetesNodeNetworkUnavailable HostNetworkReceiveErrors
        HostNetworkBondDegraded HostConntrackLimit HaproxyBackendConnectionErrors CiliumAgentUnreachableNodes
        CiliumAgentConntrackTableFull RabbitmqClusterPartition BlackboxProbeSlowPing SpeedtestSlowInternetDownload
        """;

    private const string ConfigurationError = """
        PrometheusBadConfig PrometheusRuleFailures PrometheusTargetSyncFailure PrometheusScrapeSampleLimitHit
        AlertmanagerFailedReload AlertmanagerConfigInconsistent ConfigReloaderSidecarErrors PrometheusOperatorRejectedResources
        KubeVersionMismatch KubeQuotaExceeded KubeQuotaFullyUsed KubeDaemonSetMisScheduled KubeClientErrors
        KubeClientCertificateExpiration KubeletClientCertificateExpiration KubeletServerCertificateExpiration
        KubeletClientCertificateRenewalErrors CertManagerCertExpirySoon CertManagerCertNotReady CertManagerHittingRateLimits
        TraefikTLSCertificatesExpiring TraefikConfigReloadFailuresIncreasing SealedSecretsUnsealErrorHigh
        etcdSignerCAExpirationCritical BlackboxSslCertificateWillExpireSoon BlackboxSslCertificateExpired SslCertificateExpiry
        SslCertificateRevoked KubernetesClientCertificateExpiresSoon PrometheusConfigurationReloadFailure
        PrometheusAlertmanagerConfigNotSynced BlackboxConfigurationReloadFailure PostgresqlConfigurationChanged
        ArgoCdAppAutoSyncDisabled NginxConfigReloadFailed
        """;

    private const string BackupFailure = """
        VeleroBackupFailure VeleroHighBackupDuration VeleroHighRestoreFailureRate VeleroUpStatus K8upBackupFailed
        K8upBackupNotRunning K8upBackupLastErrors K8upResticErrors RedisMissingBackup MgobBackupFailed PveGuestNotBackedUp
        PveReplicationFailed ClickhouseDiskSpaceLowOnBackups OutdatedSnapshots
        """;

    private const string PipelineFailure = """
        JenkinsLastBuildFailed JenkinsRunFailureTotal JenkinsBuildTestsFailing JenkinsNodeOffline SpinnakerZombieExecutions
        GitlabCiPipelineFailuresIncreasing GitlabCiRunnerAuthenticationFailures GitlabCiPipelineCreationSlow FluxSourceIssue
        FluxImageIssue GitLabHighJobRegistrationFailures GitLabHighRunnerAuthFailure ApacheAirflowDAGFailures
        ApacheAirflowDAGScheduleDelayCritical ArgoCdGitRequestErrors ArgoCdRepoServerPendingRequests
        """;

    private const string InfrastructureIssue = """
        KubeNodeNotReady KubeNodeUnreachable KubeNodePressure KubeNodeReadinessFlapping KubeNodeEviction KubeletDown
        KubeletTooManyPods KubeCPUOvercommit KubeMemoryOvercommit KubePersistentVolumeFillingUp
        KubePersistentVolumeInodesFillingUp KubePersistentVolumeErrors CNPGClusterLowDiskSpaceCritical
        NodeFilesystemAlmostOutOfSpace NodeFilesystemSpaceFillingUp NodeFilesystemAlmostOutOfFiles NodeRAIDDegraded
        NodeRAIDDiskFailure NodeFileDescriptorLimit NodeClockSkewDetected NodeClockNotSynchronising etcdDatabaseQuotaLowSpace
        etcdExcessiveDatabaseGrowth CephHealthError CephOSDDown CephOSDNearFull CephPoolFull ClusterAutoscalerUnschedulablePods
        ClusterAutoscalerNodeCountNearCapacity KarpenterCloudProviderErrors KarpenterNodepoolNearCapacity HostOutOfDiskSpace
        HostDiskMayFillIn24Hours HostOutOfInodes HostSoftwareRaidDiskFailure HostPhysicalComponentTooHot HostClockSkew
        KubernetesNodeNotReady KubernetesNodeDiskPressure KubernetesNodeMemoryPressure KubernetesVolumeOutOfDiskSpace
        KubernetesPersistentvolumeclaimPending ElasticsearchDiskOutOfSpace MinioClusterDiskOffline ZfsOfflinePool
        AwsRdsLowFreeStorageSpace OpenstackNovaAgentDown
        """;

    /// <summary>Found without case: PostgreSQLDown and PostgresqlDown are both in use.</summary>
    public static readonly FrozenDictionary<string, Challenge> All = Read(
        (Challenge.DeploymentFailed, DeploymentFailed),
        (Challenge.ServiceDown, ServiceDown),
        (Challenge.PerformanceIssue, PerformanceIssue),
        (Challenge.ContainerFailure, ContainerFailure),
        (Challenge.NetworkIssue, NetworkIssue),
        (Challenge.ConfigurationError, ConfigurationError),
        (Challenge.BackupFailure, BackupFailure),
        (Challenge.PipelineFailure, PipelineFailure),
        (Challenge.InfrastructureIssue, InfrastructureIssue));

    private static FrozenDictionary<string, Challenge> Read(params ReadOnlySpan<(Challenge Challenge, string Names)> rows)
    {
        var all = new Dictionary<string, Challenge>(StringComparer.OrdinalIgnoreCase);
        foreach (var (challenge, names) in rows)
        {
            foreach (var name in names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) all.Add(name, challenge);
        }

        return all.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
