export { connect } from './connect';
export { DatabaseTicketStore } from './DatabaseTicketStore';
