package io.dumpwarden.storage.s3;

import java.nio.file.Path;

/** All that an S3 storage needs to know. Each part says what is wrong with it when it is made. */
public record S3Settings(S3Target target, S3Access access, S3Policy policy, S3Transfer transfer) {

  /** Default credentials, no encryption of its own, default sizes. */
  public static S3Settings of(S3Target target, Path spoolFolder) {
    return new S3Settings(
        target, S3Access.ofDefaultChain(), S3Policy.ofBucket(), S3Transfer.of(spoolFolder));
  }

  public S3Settings withAccess(S3Access newAccess) {
    return new S3Settings(target, newAccess, policy, transfer);
  }

  public S3Settings withPolicy(S3Policy newPolicy) {
    return new S3Settings(target, access, newPolicy, transfer);
  }

  public S3Settings withTransfer(S3Transfer newTransfer) {
    return new S3Settings(target, access, policy, newTransfer);
  }
}
