package io.dumpwarden.scheduler;

import org.quartz.Job;
import org.quartz.JobExecutionContext;

/**
 * The name under which Quartz stores a fire; what runs is made by the scheduler's own job factory.
 */
public final class FireJob implements Job {

  @Override
  public void execute(JobExecutionContext context) {
    throw new IllegalStateException("this job runs only through the daemon's job factory");
  }
}
