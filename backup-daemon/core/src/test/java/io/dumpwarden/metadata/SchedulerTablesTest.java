package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.TestEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz's clustered job store works on our own tables and connections. */
@MetadataEngines
class SchedulerTablesTest {

  private final TestDatabase database;

  SchedulerTablesTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  public static final class Fired implements Job {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      try {
        ((CountDownLatch) context.getScheduler().getContext().get("fired")).countDown();
      } catch (SchedulerException e) {
        throw new JobExecutionException(e);
      }
    }
  }

  @Test
  void aClusteredSchedulerRunsOnThem() throws Exception {
    MetadataStore store = database.store();
    DBConnectionManager.getInstance().addConnectionProvider("meta", new Provider(store));
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", "test" + System.nanoTime());
    settings.setProperty("org.quartz.scheduler.instanceId", "AUTO");
    settings.setProperty("org.quartz.threadPool.threadCount", "1");
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    settings.setProperty(
        "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate");
    settings.setProperty("org.quartz.jobStore.dataSource", "meta");
    settings.setProperty("org.quartz.jobStore.isClustered", "true");
    Scheduler scheduler = new StdSchedulerFactory(settings).getScheduler();
    CountDownLatch fired = new CountDownLatch(1);
    scheduler.getContext().put("fired", fired);
    try {
      scheduler.scheduleJob(
          JobBuilder.newJob(Fired.class).withIdentity("now").requestRecovery().build(),
          TriggerBuilder.newTrigger().startAt(new Date()).build());
      scheduler.scheduleJob(
          JobBuilder.newJob(Fired.class).withIdentity("daily").build(),
          TriggerBuilder.newTrigger()
              .withSchedule(CronScheduleBuilder.cronSchedule("0 0 3 * * ?"))
              .build());
      scheduler.start();
      assertThat(fired.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(scheduler.getJobGroupNames()).isNotEmpty();
    } finally {
      scheduler.clear();
      scheduler.shutdown(true);
    }
  }

  private record Provider(MetadataStore store) implements ConnectionProvider {

    @Override
    public Connection getConnection() throws SQLException {
      return store.dataSource().getConnection();
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown() {}
  }
}
