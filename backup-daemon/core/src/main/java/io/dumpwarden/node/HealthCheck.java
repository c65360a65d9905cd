package io.dumpwarden.node;

/**
 * One thing that a healthy node needs. Called by whoever asks for the health; is to answer within a
 * few seconds.
 */
public interface HealthCheck {

  /**
   * @param healthy whether it works
   * @param detail what was found, for people; no secrets
   */
  record Result(boolean healthy, String detail) {}

  /** {@code metadata-store}, {@code scheduler}, {@code storage:offsite}. */
  String name();

  Result check();
}
