package com.amd.aim.cli.live;

import com.amd.aim.cli.status.ServiceView;
import java.util.Optional;

/**
 * A service and how far the files it needs are.
 *
 * @param transfer absent before the size is known
 */
record Row(ServiceView service, Optional<Transfer> transfer) {}
