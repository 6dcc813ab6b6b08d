import { useLingui } from '@lingui/react';
import { IconCpu, IconDeviceMobile, IconRouter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Product } from '../../../server/fleet/contract.ts';
import { NamedIcon } from '../kit/named-icon.tsx';

/** The names of the products in the language of the page. */
export function useProductName(): (product: Product) => string {
  const { i18n } = useLingui();
  return (product) => {
    switch (product) {
      case 'voice':
        return i18n.t({ id: 'fleet.product.voice', message: 'Voice' });
      case 'data':
        return i18n.t({ id: 'fleet.product.data', message: 'Data' });
      default:
        return i18n.t({ id: 'fleet.product.m2m', message: 'M2M' });
    }
  };
}

const icons = { voice: IconDeviceMobile, data: IconRouter, m2m: IconCpu };

/** The product of a line as an icon with its name. */
export function ProductIcon({
  product,
  withText = false,
}: {
  product: Product;
  withText?: boolean;
}): ReactNode {
  const name = useProductName()(product);
  const Icon = icons[product];
  return (
    <NamedIcon name={name} withText={withText}>
      <Icon size={18} stroke={1.75} />
    </NamedIcon>
  );
}
