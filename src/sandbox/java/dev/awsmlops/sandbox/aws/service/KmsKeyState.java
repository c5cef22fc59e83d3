package dev.awsmlops.sandbox.aws.service;

/** What a KMS key is to those who want to encrypt or decrypt with it (KMS developer guide, "Key states"). */
public enum KmsKeyState {
    USABLE,
    /** No policy lets the caller use it. */
    DENIED,
    MISSING,
    DISABLED,
    PENDING_DELETION
}
