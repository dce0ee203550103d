import type { DeliveryReader } from '../../ports/forum.js';
import { readDelivery } from './deliveries.js';
import { keepOfPrivate, privacyOf } from './privacy.js';

/** How deliveries of a Discourse forum are read. */
export const discourseDeliveries: DeliveryReader = { readDelivery, privacyOf, keepOfPrivate };
