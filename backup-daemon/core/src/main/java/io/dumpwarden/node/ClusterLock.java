package io.dumpwarden.node;

/** Work that one node does at a time, whichever comes first. */
public interface ClusterLock {

  /**
   * Runs the work unless another node, or thread, is at it right now.
   *
   * @return whether it ran
   */
  boolean tryRun(String name, Runnable work);
}
