package io.dumpwarden.scheduler;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.utils.DBConnectionManager;

/**
 * Quartz on its clustered JDBC store, with one one-shot trigger for each armed schedule. Its tables
 * are a projection of the schedules' rows: everything in them can be rebuilt.
 */
public final class QuartzScheduler {

  private static final String CLUSTER = "dumpwarden";
  private static final String GROUP = "schedules";
  private static final JobKey FIRE = new JobKey("fire", GROUP);
  private static final String FIRE_AT = "fireAt";
  private static final String CONTENT = "content";

  /** What a trigger is armed for. */
  record Armed(Instant fireAt, String contentHash) {}

  private final Scheduler quartz;

  /**
   * Starts nothing yet.
   *
   * @param instanceId unique for every process
   * @param fires told of each fire, on a thread of Quartz's
   */
  public QuartzScheduler(DataSource dataSource, String instanceId, FireListener fires) {
    String name = "dumpwarden-" + instanceId;
    DBConnectionManager.getInstance()
        .addConnectionProvider(name, new PooledConnections(dataSource));
    try {
      quartz = new StdSchedulerFactory(properties(name, instanceId)).getScheduler();
      // nodes have one name in common, under which a process would only ever find its first one
      SchedulerRepository.getInstance().remove(CLUSTER);
      quartz.setJobFactory((bundle, scheduler) -> fireJob(fires));
    } catch (SchedulerException e) {
      throw new DumpwardenException(
          ErrorCode.INTERNAL, "quartz cannot be set up: " + e.getMessage(), e);
    }
  }

  private static Job fireJob(FireListener fires) {
    return context -> {
      Trigger trigger = context.getTrigger();
      armed(trigger)
          .ifPresent(a -> fires.fired(trigger.getKey().getName(), a.fireAt(), a.contentHash()));
    };
  }

  private static Properties properties(String dataSource, String instanceId) {
    Properties p = new Properties();
    p.setProperty("org.quartz.scheduler.instanceName", CLUSTER);
    p.setProperty("org.quartz.scheduler.instanceId", instanceId);
    p.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    // how long it may take to see what another node armed
    p.setProperty("org.quartz.scheduler.idleWaitTime", "10000");
    p.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    p.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    p.setProperty("org.quartz.threadPool.threadCount", "4");
    p.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    p.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    p.setProperty(
        "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate");
    p.setProperty("org.quartz.jobStore.useProperties", "true");
    p.setProperty("org.quartz.jobStore.tablePrefix", "QRTZ_");
    p.setProperty("org.quartz.jobStore.dataSource", dataSource);
    p.setProperty("org.quartz.jobStore.isClustered", "true");
    p.setProperty("org.quartz.jobStore.clusterCheckinInterval", "5000");
    return p;
  }

  public void start() {
    run(quartz::start);
  }

  /** Lets fires at work end, then stops. */
  public void stop() {
    run(() -> quartz.shutdown(true));
  }

  /** Whether it was started and not stopped. */
  public boolean isRunning() {
    try {
      return quartz.isStarted() && !quartz.isShutdown();
    } catch (SchedulerException e) {
      return false;
    }
  }

  /** Has a schedule fire once, instead of whatever it was armed for. */
  void arm(String schedule, Armed armed) {
    TriggerKey key = new TriggerKey(schedule, GROUP);
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(key)
            .forJob(FIRE)
            .startAt(Date.from(armed.fireAt()))
            .usingJobData(FIRE_AT, String.valueOf(armed.fireAt().toEpochMilli()))
            .usingJobData(CONTENT, armed.contentHash())
            // a late fire is a fire too: how late it may be is judged by the schedule, not by
            // Quartz
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
            .build();
    run(
        () -> {
          quartz.addJob(fireJobDetail(), true, true);
          if (quartz.rescheduleJob(key, trigger) == null) {
            quartz.scheduleJob(trigger);
          }
        });
  }

  /** Has a schedule fire no more. */
  void disarm(String schedule) {
    run(() -> quartz.unscheduleJob(new TriggerKey(schedule, GROUP)));
  }

  /** Everything that is armed, by schedule. */
  Map<String, Armed> armed() {
    Map<String, Armed> armed = new HashMap<>();
    run(
        () -> {
          for (TriggerKey key : quartz.getTriggerKeys(GroupMatcher.triggerGroupEquals(GROUP))) {
            armed(quartz.getTrigger(key)).ifPresent(a -> armed.put(key.getName(), a));
          }
        });
    return armed;
  }

  /** Empty for a trigger that fired meanwhile. */
  private static Optional<Armed> armed(Trigger trigger) {
    if (trigger == null) {
      return Optional.empty();
    }
    Map<String, Object> data = trigger.getJobDataMap();
    // a trigger that is not as we make them counts as due long ago, so that it is made anew
    long at = data.get(FIRE_AT) instanceof String text ? Long.parseLong(text) : 0;
    return Optional.of(new Armed(Instant.ofEpochMilli(at), "" + data.get(CONTENT)));
  }

  private static JobDetail fireJobDetail() {
    return JobBuilder.newJob(FireJob.class).withIdentity(FIRE).storeDurably().build();
  }

  private static void run(QuartzCall call) {
    try {
      call.run();
    } catch (SchedulerException e) {
      throw new DumpwardenException(
          ErrorCode.METADATA_UNAVAILABLE,
          "the scheduler's tables cannot be used: " + e.getMessage(),
          e);
    }
  }

  @FunctionalInterface
  private interface QuartzCall {
    void run() throws SchedulerException;
  }
}
